import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useState } from 'react'
import { RouterProvider } from 'react-router/dom'

import { makeQueryClient } from '@/api/queries'

import { makeRouter } from './router'

type AppProps = { basename: string }

export function App({ basename }: AppProps) {
  const [queries] = useState(makeQueryClient)
  const [router] = useState(() => makeRouter(basename))
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>
  )
}
