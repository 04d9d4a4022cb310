type LoadingProps = { what: string }

/** Says what is on its way, to eyes and to screen readers. */
export function Loading({ what }: LoadingProps) {
  return (
    <p role="status" className="usa-hint">
      Loading {what}…
    </p>
  )
}
