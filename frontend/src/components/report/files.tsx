type FilesProps = { address: (form: 'pdf' | 'csv') => string }

/** The same report on paper and as figures for a spreadsheet. */
export function Files({ address }: FilesProps) {
  return (
    <p className="cc-files cc-no-print">
      <a className="usa-link" href={address('pdf')} download>
        Download as PDF
      </a>{' '}
      <a className="usa-link" href={address('csv')} download>
        Download as CSV
      </a>
    </p>
  )
}
