import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import type { FiledForm } from '@/api/service-requests'
import { Page } from '@/components/page'

type FiledProps = { forms: FiledForm[]; onNext: () => void }

export function Filed({ forms, onNext }: FiledProps) {
  return (
    <Page title={forms.length === 1 ? 'The form is filed' : `${forms.length} forms are filed`}>
      <p>The community policing office reviews what is filed.</p>
      <ul className="usa-list">
        {forms.map(({ reference, number }) => (
          <li key={reference}>
            <Link to={caseAddress('service_request', reference)} className="usa-link cc-number">
              {number}
            </Link>
          </li>
        ))}
      </ul>
      <button type="button" className="usa-button" onClick={onNext}>
        File another
      </button>
    </Page>
  )
}
