import { dayWords, momentWords } from './chicago'

export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} className="cc-nowrap">
      {momentWords(at)}
    </time>
  )
}

export function Day({ on }: { on: string }) {
  return (
    <time dateTime={on} className="cc-nowrap">
      {dayWords(on)}
    </time>
  )
}
