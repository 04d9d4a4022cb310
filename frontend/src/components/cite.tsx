/** The clause of the order that something rests on. */
export function Cite({ clauses }: { clauses: string | string[] | null | undefined }) {
  const listed = [clauses ?? []].flat()
  if (listed.length === 0) return null
  return <cite className="cc-cite">{listed.join(', ')}</cite>
}
