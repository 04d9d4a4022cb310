import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import { rememberedForm, rememberForm } from './remembered'
import type { Entered, Entry, EntryForm, Meeting, MeetingIn } from './types'

/** The choices of the entry form; kept on the tablet, so that it opens without a network too. */
export const entryForm = queryOptions({
  queryKey: ['entry-form'],
  queryFn: async (): Promise<EntryForm> => {
    const form = await body(api.GET('/staff/api/entry-form'))
    rememberForm(form)
    return form
  },
  initialData: () => rememberedForm() ?? undefined,
  initialDataUpdatedAt: 0,
  staleTime: 60 * 60_000,
})

const once = (key: string) => ({ 'Idempotency-Key': key })
const IN_TIME = 20_000

/** The same key again answers with the same concern, so that a lost answer does no harm. */
export const enterConcern = (entry: Entry, key: string): Promise<Entered> =>
  body(
    api.POST('/staff/api/concerns', {
      body: entry,
      headers: once(key),
      signal: AbortSignal.timeout(IN_TIME),
    }),
  )

export const addMeeting = (meeting: MeetingIn, key: string): Promise<Meeting> =>
  body(
    api.POST('/staff/api/meetings', {
      body: meeting,
      headers: once(key),
      signal: AbortSignal.timeout(IN_TIME),
    }),
  )

export const newKey = () => crypto.randomUUID()
