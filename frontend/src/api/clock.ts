/** The server's clock: countdowns must not rest on a tablet that is ten minutes slow. */
let ahead = 0

export function setServerNow(now: string) {
  ahead = new Date(now).getTime() - Date.now()
}

export const serverNow = () => new Date(Date.now() + ahead)
