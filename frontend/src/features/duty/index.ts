export { AccessLogPage } from './access-log-page'
export { ToursPage } from './tours-page'
