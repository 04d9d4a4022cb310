import { useId } from 'react'
import { Link } from 'react-router'

import type { Report, ReportTable } from '@/api/types'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { When } from '@/components/when'

import { Bars } from './bars'

/** A report: each table under its picture, and each figure leads to the cases behind it. */
export function ReportView({ report }: { report: Report }) {
  const base = `/reports/counted/${report.kind}/${report.scope}/${report.period}`
  return (
    <div className="cc-report">
      <p className="cc-lead">
        {report.scope_label}, {report.period_label}. As of <When at={report.as_of} />.{' '}
        <Cite clauses={report.clauses} />
      </p>
      <Notes notes={report.notes} />
      {report.tables.map((table) => (
        <OneTable key={table.name} table={table} base={base} />
      ))}
    </div>
  )
}

function Notes({ notes }: { notes: string[] }) {
  return notes.map((note) => (
    <p key={note} className="usa-hint">
      {note}
    </p>
  ))
}

type OneTableProps = { table: ReportTable; base: string }

function OneTable({ table, base }: OneTableProps) {
  const id = useId()
  return (
    <div className="cc-report__table">
      <h2 id={id} className="cc-section">
        {table.title} <Cite clauses={table.clauses} />
      </h2>
      {table.rows.length === 0 ? (
        <Empty words={table.empty} />
      ) : (
        <>
          <Bars table={table} />
          <Figures table={table} base={base} labelledBy={id} />
        </>
      )}
      <Notes notes={table.notes} />
    </div>
  )
}

function Figures({ table, base, labelledBy }: OneTableProps & { labelledBy: string }) {
  return (
    <div
      className="usa-table-container--scrollable"
      // Who has no mouse scrolls with the arrow keys, for which the region must take the focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-labelledby={labelledBy}
    >
      <table
        className="usa-table usa-table--borderless usa-table--stacked cc-table cc-figures"
        aria-labelledby={labelledBy}
      >
        <thead>
          <tr>
            <th scope="col">{table.heads}</th>
            {table.columns.map(({ name, label, shape }) => (
              <th key={name} scope="col" className={shape === 'text' ? undefined : 'cc-figure'}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            <tr key={place} className={row.is_total ? 'cc-total' : undefined}>
              <th scope="row" data-label={table.heads}>
                {row.label}
              </th>
              {row.cells.map((cell, at) => (
                <td
                  key={table.columns[at]?.name}
                  data-label={table.columns[at]?.label}
                  className={table.columns[at]?.shape === 'text' ? undefined : 'cc-figure'}
                >
                  <Figure
                    cell={cell}
                    base={base}
                    of={`${row.label}, ${table.columns[at]?.label ?? ''}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type FigureProps = { cell: ReportTable['rows'][number]['cells'][number]; base: string; of: string }

function Figure({ cell, base, of }: FigureProps) {
  if (cell.case !== null) {
    const [kind = '', reference = ''] = cell.case.split('/')
    return <Link to={`/${kind.replaceAll('_', '-')}s/${reference}`}>{cell.shown}</Link>
  }
  if (cell.opens === null || cell.value === 0) return cell.shown
  const query = new URLSearchParams({ figure: cell.opens, of })
  return (
    <Link to={`${base}/cases?${query}`} aria-label={`${cell.shown}: the cases of ${of}`}>
      {cell.shown}
    </Link>
  )
}
