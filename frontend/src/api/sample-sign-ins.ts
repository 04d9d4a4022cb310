import { queryOptions } from '@tanstack/react-query'

export type SampleSignIn = {
  star: string
  password: string
  name: string
  title: string
  place: string
}

/** Only a server with sample data has any. */
export const sampleSignIns = queryOptions({
  queryKey: ['sample-sign-ins'],
  queryFn: async (): Promise<SampleSignIn[]> => {
    const response = await fetch('/staff/api/sample-sign-ins')
    if (!response.ok) return []
    return ((await response.json()) as { sign_ins: SampleSignIn[] }).sign_ins
  },
  staleTime: Infinity,
  retry: false,
})
