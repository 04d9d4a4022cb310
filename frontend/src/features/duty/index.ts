export { AccessLogPage } from './access-log-page'
export { OverrulesPage } from './overrules-page'
export { ToursPage } from './tours-page'
