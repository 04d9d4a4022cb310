/** A list with nothing in it says so, and why that is all right. */
export function Empty({ words }: { words: string }) {
  return <p className="cc-empty">{words}</p>
}
