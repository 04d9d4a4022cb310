import type { ReactNode } from 'react'

type StackTableProps = {
  caption: string
  heads: string[]
  /** The column that names the row. */
  named: string
  rows: { key: string | number; cells: ReactNode[] }[]
}

/** A table whose rows are cards on a narrow screen, each line with the name of its column. */
export function StackTable({ caption, heads, named, rows }: StackTableProps) {
  return (
    <div
      className="usa-table-container--scrollable"
      // Who has no mouse scrolls with the arrow keys, for which the region must take the focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <table
        className="usa-table usa-table--borderless usa-table--stacked cc-table"
        aria-label={caption}
      >
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, place) => (
                <OneCell key={heads[place]} head={heads[place] ?? ''} named={named} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type OneCellProps = { head: string; named: string; cell: ReactNode }

function OneCell({ head, named, cell }: OneCellProps) {
  if (head === named)
    return (
      <th scope="row" data-label={head}>
        {cell}
      </th>
    )
  return <td data-label={head}>{cell}</td>
}
