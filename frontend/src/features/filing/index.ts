export { FilingPage } from './filing-page'
export { MyFormsPage } from './my-forms-page'
