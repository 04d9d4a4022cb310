export { EmergencyPage } from './emergency-page'
export { EntryPage } from './entry-page'
