/** The staff application, in the page that the server gives for every address under /staff. */
import { createRoot } from 'react-dom/client'

import '@/theme/staff.scss'

import { App } from '@/app/app'

const place = document.getElementById('app')
if (place === null) throw new Error('The page has no element with the id "app".')
createRoot(place).render(<App basename="/staff" />)

if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/staff/worker.js', { scope: '/staff/' }).catch(() => null)
