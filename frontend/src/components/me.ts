import { createContext, useContext } from 'react'

import type { Me } from '@/api/types'

export const MeContext = createContext<Me | null>(null)

/** Who is signed in; every screen stands inside a sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('This screen stands outside the sign-in.')
  return me
}

/** Whether one of today's posts opens this door of the API: the server says, nothing here decides. */
export const useDoor = (door: string) => useMe().doors.includes(door)
