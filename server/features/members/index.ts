export { type ActiveMember, getActiveMember, memberNames } from './queries/active-member.ts'
export { listMemberTodos } from './queries/todos.ts'
