import { useEffect, useState } from 'react'

import { onSignedOut } from '@/api/signed-out'

/** Whether the server has said that the session is over. */
export function useSignedOut() {
  const [signedOut, setSignedOut] = useState(false)
  useEffect(
    () =>
      onSignedOut(() => {
        setSignedOut(true)
      }),
    [],
  )
  return signedOut
}
