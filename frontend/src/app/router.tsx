import { createBrowserRouter } from 'react-router'

import { NotFound } from './not-found'
import { SCREENS } from './screens'
import { Shell } from './shell'

/** `basename` is where the server mounts the application. */
export const makeRouter = (basename: string) =>
  createBrowserRouter(
    [
      {
        Component: Shell,
        children: [
          ...SCREENS.map(({ path, component }) => ({ path, Component: component })),
          { path: '*', Component: NotFound },
        ],
      },
    ],
    { basename },
  )
