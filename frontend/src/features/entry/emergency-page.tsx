import { Page } from '@/components/page'

import { EmergencyForm } from './emergency-form'

export function EmergencyPage() {
  return (
    <Page title="Record an emergency">
      <EmergencyForm />
    </Page>
  )
}
