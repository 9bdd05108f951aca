import { type Post, post } from '#contract/members.ts'

/** The field's words for posts, highest first. */
export const postNames: Readonly<Record<Post, string>> = {
  chair: '主席',
  viceChair: '副主席',
  secretaryGeneral: '秘书长',
  standingMember: '常务委员',
  director: '主任',
  deputyDirector: '副主任',
  other: '其他职务',
}

/** A post as people write it: by its title where it has one. */
export function postLabel(held: { post: string; title: string }): string {
  return held.title.trim() === '' ? postNames[held.post as Post] : held.title
}

/** Posts in the order in which they are called out. */
export function byRank(a: { post: string }, b: { post: string }): number {
  return post.options.indexOf(a.post as Post) - post.options.indexOf(b.post as Post)
}

/** Endings by which a written post is known; the longer stands first: 副主席 ends with 主席 too. 副秘书长 is none of them. */
const endings: readonly (readonly [string, Post])[] = [
  ['副主席', 'viceChair'],
  ['主席', 'chair'],
  ['副秘书长', 'other'],
  ['秘书长', 'secretaryGeneral'],
  ['常务委员', 'standingMember'],
  ['常委', 'standingMember'],
  ['副主任', 'deputyDirector'],
  ['主任', 'director'],
]

/** The posts a cell like 副主席、提案委员会主任 names; 委员 alone is none. The title is kept where it says more. */
export function readPosts(cell: string): { post: Post; title: string }[] {
  return cell
    .split(/[、，,;；/\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '委员' && part !== '政协委员')
    .map((part) => {
      const kind = endings.find(([ending]) => part.endsWith(ending))?.[1] ?? 'other'
      return { post: kind, title: part === postNames[kind] || part === '常委' ? '' : part }
    })
}
