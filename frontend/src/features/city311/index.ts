export { DeskPage } from './desk-page'
export { QueryReportPage } from './query-report-page'
export { TourPage } from './tour-page'
