export { MeetingPage } from './meeting-page'
