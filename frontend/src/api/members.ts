import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

export type PostForm = Schemas['PostFormOut']
export type PostIn = Schemas['PostIn']
export type DesigneeIn = Schemas['DesigneeIn']
type Absence = Partial<Schemas['AbsenceIn']>

export const members = (q: string) =>
  queryOptions({
    queryKey: ['members', q],
    queryFn: () => body(api.GET('/staff/api/members', { params: { query: { q } } })),
  })

export const postForm = queryOptions({
  queryKey: ['post-form'],
  queryFn: () => body(api.GET('/staff/api/post-form')),
  staleTime: 60_000,
})

export const executivePosts = queryOptions({
  queryKey: ['executive-posts'],
  queryFn: () => body(api.GET('/staff/api/executive-posts')),
})

export const myPosts = queryOptions({
  queryKey: ['my-posts'],
  queryFn: () => body(api.GET('/staff/api/my-posts')),
})

export const unlock = (member_id: number) =>
  body(api.POST('/staff/api/members/{member_id}/unlock', { params: { path: { member_id } } }))

export const givePost = (member_id: number, post: PostIn) =>
  body(
    api.POST('/staff/api/members/{member_id}/posts', {
      params: { path: { member_id } },
      body: post,
    }),
  )

export const endPost = (post_id: number, until_on: string) =>
  api.POST('/staff/api/posts/{post_id}/end', {
    params: { path: { post_id } },
    body: { until_on },
  })

export const markAbsence = (post_id: number, absence: Absence) =>
  api.POST('/staff/api/posts/{post_id}/absence', {
    params: { path: { post_id } },
    body: { absent_from: null, absent_until: null, ...absence },
  })

export const designees = queryOptions({
  queryKey: ['designees'],
  queryFn: () => body(api.GET('/staff/api/designees')),
})

export const takeBack = (designee_id: number) =>
  api.POST('/staff/api/designees/{designee_id}/end', { params: { path: { designee_id } } })

export const designate = (designee: DesigneeIn) =>
  api.POST('/staff/api/designees', { body: designee })

export const changePassword = (words: { current: string; new: string }) =>
  api.POST('/staff/api/password', { body: words })
