/** How one kind of todo is named, what the next step on it is, and which list shows them all. */
export interface TodoWords {
  group: string
  /** The button on a card. */
  step: string
  /** Filters of the list of all of them; null where there is none. */
  list: Record<string, string> | null
  /** Opens this step on the proposal at once. */
  open?: string
  /** A page of its own below the proposal. */
  page?: 'edit' | 'cosign'
  /** My own, nobody waits for it. */
  mine?: true
}

const desk = (state: string) => ({ scope: 'desk', state })

export const todoWords: Record<string, TodoWords> = {
  examine: { group: '待审查', step: '审查', list: desk('submitted'), open: 'examine' },
  assign: { group: '待交办', step: '交办', list: desk('registered'), open: 'assign' },
  decideReturn: { group: '退办申请待处理', step: '处理退办', list: { scope: 'desk', state: 'handling' } },
  examineReply: { group: '答复待审核', step: '审核答复', list: { scope: 'desk', state: 'handling' } },
  rehandle: { group: '不满意待重办', step: '安排重办', list: desk('disputed'), open: 'rehandle' },
  conclude: { group: '待办结', step: '办结', list: desk('rated'), open: 'conclude' },
  archive: { group: '待归档', step: '归档', list: desk('concluded'), open: 'archive' },
  revise: { group: '退回修改', step: '去修改', list: { scope: 'mine', state: 'returned' }, page: 'edit' },
  draft: { group: '没写完的提案', step: '接着写', list: { scope: 'mine', state: 'draft' }, page: 'edit', mine: true },
  cosign: { group: '邀请您联名', step: '看内容并答复', list: null, page: 'cosign' },
  confirmContact: { group: '面商待您确认', step: '确认面商', list: null },
  rate: { group: '答复待您评价', step: '看答复并评价', list: { scope: 'mine', state: 'replied' }, open: 'rate' },
  accept: { group: '待签收', step: '签收', list: { scope: 'desk' } },
  contact: { group: '待面商', step: '联系提案者', list: { scope: 'desk' } },
  giveOpinion: { group: '待出会办意见', step: '写会办意见', list: { scope: 'desk' } },
  reply: { group: '待答复', step: '写答复', list: { scope: 'desk' } },
  verifyChange: { group: '委员资料变更待核实', step: '核实', list: null },
}

export const unknownTodo: TodoWords = { group: '其他待办', step: '打开', list: null }

export const words = {
  title: '待办',
  nothing: '眼下没有等您办的事',
  notices: '新消息',
  allRead: '全部标为已读',
  read: '标为已读',
  olderRead: '看过的消息',
  noNotices: '没有新消息',
}
