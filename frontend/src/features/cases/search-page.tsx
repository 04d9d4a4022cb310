import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useSearchParams } from 'react-router'

import { searchForm, searchRows } from '@/api/searching'
import { CaseRows } from '@/components/case-rows'
import { Page } from '@/components/page'
import { Paged } from '@/components/paged'

const ASKED = ['q', 'state', 'category', 'beat'] as const

/** Concerns within reach: by control number, or by words in the last year. */
export function SearchPage() {
  const [search] = useSearchParams()
  const sought: Record<string, string> = {}
  for (const name of ASKED) {
    const value = search.get(name)
    if (value) sought[name] = value
  }
  const isAsked = Object.keys(sought).length > 0
  const page = useInfiniteQuery({ ...searchRows(sought), enabled: isAsked })
  const rows = page.data?.pages.flatMap((one) => one.rows)
  return (
    <Page title="Search">
      <SearchForm key={search.toString()} sought={sought} />
      {isAsked && (
        <Paged
          page={page}
          all={rows}
          what="what was found"
          none="Nothing within your reach fits. Words are looked for in the last year."
        >
          {(all) => <CaseRows label="Found" rows={all} />}
        </Paged>
      )}
    </Page>
  )
}

function SearchForm({ sought }: { sought: Record<string, string | undefined> }) {
  const [, setSearch] = useSearchParams()
  const { data } = useQuery(searchForm)
  const id = useId()
  return (
    <form
      className="cc-search-form"
      role="search"
      aria-label="Concerns"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const asked = new URLSearchParams()
        for (const name of ASKED) {
          const value = typed.get(name)
          if (typeof value === 'string' && value !== '') asked.set(name, value)
        }
        setSearch(asked)
      }}
    >
      <div>
        <label htmlFor={`${id}-q`} className="usa-label">
          Control number or words
        </label>
        <input
          id={`${id}-q`}
          name="q"
          className="usa-input"
          defaultValue={sought.q}
          maxLength={100}
        />
      </div>
      <Chosen
        id={`${id}-state`}
        name="state"
        label="State"
        held={sought.state}
        choices={data?.states}
      />
      <Chosen
        id={`${id}-category`}
        name="category"
        label="Category"
        held={sought.category}
        choices={data?.categories}
      />
      <div>
        <label htmlFor={`${id}-beat`} className="usa-label">
          Beat
        </label>
        <input
          id={`${id}-beat`}
          name="beat"
          className="usa-input"
          inputMode="numeric"
          maxLength={4}
          defaultValue={sought.beat}
        />
      </div>
      <button type="submit" className="usa-button">
        Search
      </button>
    </form>
  )
}

type ChosenProps = {
  id: string
  name: string
  label: string
  held: string | undefined
  choices: { value: string | number; label: string }[] | undefined
}

function Chosen({ id, name, label, held, choices = [] }: ChosenProps) {
  return (
    <div>
      <label htmlFor={id} className="usa-label">
        {label}
      </label>
      <select id={id} key={choices.length} name={name} className="usa-select" defaultValue={held}>
        <option value="">Any</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
