export { CasePage } from './case-page'
export { QueuePage } from './queue-page'
export { SearchPage } from './search-page'
