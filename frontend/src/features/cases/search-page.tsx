import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { type SearchKind, searchForm, searchRows } from '@/api/searching'
import { CaseRows } from '@/components/case-rows'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { Paged } from '@/components/paged'

import { KindChoice, SearchForm } from './search-form'

/** Concerns, forms and police-related requests within reach, kind by kind. */
export function SearchPage() {
  const [search] = useSearchParams()
  const { data, error, isPending, refetch } = useQuery(searchForm)
  const kind = data?.kinds.find((each) => each.kind === search.get('kind')) ?? data?.kinds[0]
  const sought: Record<string, string> = {}
  for (const { name } of kind?.fields ?? []) {
    const value = search.get(name)
    if (value) sought[name] = value
  }
  return (
    <Page title="Search">
      {isPending && <Loading what="what can be looked for" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && kind && (
        <>
          <KindChoice kinds={data.kinds} kind={kind} sought={sought} />
          <SearchForm key={search.toString()} kind={kind} sought={sought} />
          {Object.keys(sought).length > 0 && <Found kind={kind} sought={sought} />}
        </>
      )}
    </Page>
  )
}

function Found({ kind, sought }: { kind: SearchKind; sought: Record<string, string> }) {
  const page = useInfiniteQuery(searchRows(kind.kind, sought))
  const rows = page.data?.pages.flatMap((one) => one.rows)
  return (
    <Paged page={page} all={rows} what="what was found" none={kind.none}>
      {(all) => <CaseRows label="Found" rows={all} />}
    </Paged>
  )
}
