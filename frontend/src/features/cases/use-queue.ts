import { useQuery } from '@tanstack/react-query'

import { queues } from '@/api/queues'

/** A queue of mine by its name, as the server describes it. */
export const useQueue = (name: string) =>
  useQuery(queues).data?.find((queue) => queue.name === name)
