export { AbsencePage } from './absence-page'
export { DesigneePage } from './designee-page'
export { MembersPage } from './members-page'
export { PasswordPage } from './password-page'
