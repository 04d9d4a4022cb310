import { pageFacts } from '@/api/page-facts'

/** VI.D: whom to telephone when something does not work. */
export function HelpDesk() {
  const { helpDeskPhone: phone, helpDeskEmail: email } = pageFacts()
  return (
    <p className="margin-y-0">
      Help Desk: <a href={`tel:${phone}`}>{phone}</a>, <a href={`mailto:${email}`}>{email}</a>
    </p>
  )
}
