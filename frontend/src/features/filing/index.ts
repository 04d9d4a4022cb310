export { FilingPage } from './filing-page'
