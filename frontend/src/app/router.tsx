import { createBrowserRouter } from 'react-router'

import { Gate } from './gate'
import { NotFound } from '@/components/not-found'
import { SCREENS } from './screens'

/** `basename` is where the server mounts the application. */
export const makeRouter = (basename: string) =>
  createBrowserRouter(
    [
      {
        Component: Gate,
        children: [
          ...SCREENS.map(({ path, component }) => ({ path, Component: component })),
          { path: '*', Component: NotFound },
        ],
      },
    ],
    { basename },
  )
