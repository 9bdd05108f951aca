/** The list one came from: its address, its lines, and the one opened last. Kept while the page is open. */
export interface ListMemory {
  /** Address with filters and place, below /app. */
  href: string
  ids: readonly string[]
  openedId: string | null
}

/** Where one comes from the workbench, its heading is the list. */
const workbench = '/'

/** The proposals under one heading of the workbench, and the one opened. */
export function rememberTodos(ids: readonly string[], openedId: string): void {
  memory = { href: workbench, ids, openedId }
}

/** Whether the way back is to the workbench. */
export const cameFromWorkbench = () => memory?.href === workbench

let memory: ListMemory | null = null

export function rememberList(href: string, ids: readonly string[]): void {
  memory = {
    href,
    ids,
    openedId: memory?.href === href ? memory.openedId : null,
  }
}

export function rememberOpened(id: string): void {
  if (memory?.ids.includes(id)) memory = { ...memory, openedId: id }
}

export function recallList(): ListMemory | null {
  return memory
}

/** The lines before and after one in the list it was opened from. */
export function neighbours(id: string): { previous: string | null; next: string | null; place: string } | null {
  const at = memory?.ids.indexOf(id) ?? -1
  if (!memory || at < 0) return null
  return {
    previous: memory.ids[at - 1] ?? null,
    next: memory.ids[at + 1] ?? null,
    place: `${memory.href === workbench ? '这类待办' : '本页'}第 ${at + 1} 件，共 ${memory.ids.length} 件`,
  }
}
