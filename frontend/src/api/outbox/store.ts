import type { Item } from './item'

/** Where the outbox is kept; what is put is there after a crash. */
export type Store = {
  all: () => Promise<Item[]>
  put: (item: Item) => Promise<void>
  remove: (keys: string[]) => Promise<void>
}

const NAME = 'community-concerns'
const ITEMS = 'outbox'

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('The tablet could not keep this.'))
    }
  })
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ITEMS, { keyPath: 'key' })
  }
  return asked(request)
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve()
    }
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('The tablet could not keep this.'))
    }
  })
}

/** The browser's own database, on the tablet. */
export function tabletStore(): Store {
  let database: Promise<IDBDatabase> | undefined
  const items = async (mode: IDBTransactionMode) => {
    database ??= opened()
    const transaction = (await database).transaction(ITEMS, mode, { durability: 'strict' })
    return { transaction, store: transaction.objectStore(ITEMS) }
  }
  return {
    all: async () => asked((await items('readonly')).store.getAll() as IDBRequest<Item[]>),
    put: async (item) => {
      const { transaction, store } = await items('readwrite')
      store.put(item)
      await finished(transaction)
    },
    remove: async (keys) => {
      const { transaction, store } = await items('readwrite')
      keys.forEach((key) => store.delete(key))
      await finished(transaction)
    },
  }
}
