export { DeskPage } from './desk-page'
export { QueryReportPage } from './query-report-page'
export { SheetPage } from './sheet-page'
export { TourPage } from './tour-page'
