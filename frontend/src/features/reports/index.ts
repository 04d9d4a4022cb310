export { BehindPage } from './behind-page'
export { CountedPage } from './counted-page'
export { ReportsPage } from './reports-page'
