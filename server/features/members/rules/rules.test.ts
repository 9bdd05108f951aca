import { describe, expect, it } from 'vitest'
import { actionsOn, contactSight, grantsDelegation, relationsTo } from '../access.ts'
import { memberChangeWorkflow } from '../workflow.ts'
import { movedOn, proposedChanges, toldOf } from './field-changes.ts'
import { mayJoin, mayLeave } from './membership.ts'
import { pinyinKey, searchPatterns, strokeKey } from './name-keys.ts'
import { maskPhone } from './phones.ts'
import { postLabel, readPosts } from './posts.ts'

describe('posts', () => {
  it.each([
    ['主席', [['chair', '']]],
    ['驻会副主席', [['viceChair', '驻会副主席']]],
    ['常委', [['standingMember', '']]],
    [
      '常务委员、提案委员会副主任',
      [
        ['standingMember', ''],
        ['deputyDirector', '提案委员会副主任'],
      ],
    ],
    ['秘书长', [['secretaryGeneral', '']]],
    ['副秘书长', [['other', '副秘书长']]],
    ['委员', []],
    ['党组成员', [['other', '党组成员']]],
  ])('are read from %s', (cell, posts) =>
    expect(readPosts(cell).map(({ post, title }) => [post, title])).toEqual(posts),
  )

  it('are written by their title, or by the field’s word', () => {
    expect(postLabel({ post: 'viceChair', title: ' ' })).toBe('副主席')
    expect(postLabel({ post: 'director', title: '提案委员会主任' })).toBe('提案委员会主任')
  })
})

describe('dates of membership', () => {
  const term = { startsOn: '2022-01-10', endsOn: null }
  it.each([
    ['on the first day', '2022-01-10', [], true],
    ['before the term', '2022-01-09', [], false],
    ['while in office', '2026-01-01', [{ leftOn: null }], false],
    ['on the day of leaving', '2026-01-01', [{ leftOn: '2026-01-01' }], true],
    ['before having left', '2025-12-31', [{ leftOn: '2026-01-01' }], false],
  ])('one joins %s', (_, day, earlier, may) => expect(mayJoin(day, term, earlier)).toBe(may))
  it('one does not join a term that is over', () =>
    expect(mayJoin('2026-01-01', { startsOn: '2017-01-01', endsOn: '2022-01-09' }, [])).toBe(false))
  it.each([
    ['2022-01-10', true],
    ['2022-01-09', false],
    ['2026-03-02', true],
    ['2026-03-03', false],
  ])('one leaves on %s', (day, may) => expect(mayLeave(day, '2022-01-10', '2026-03-02')).toBe(may))
})

describe('proposed changes', () => {
  const file = { name: '赵云', employer: '甲', phone: '1', parties: ['民建', '中共'] } as Parameters<
    typeof proposedChanges
  >[0]
  it('hold only what would become another', () =>
    expect(proposedChanges(file, { employer: '甲', phone: '2', parties: ['民建', '中共'] })).toEqual({
      phone: { from: '1', to: '2' },
    }))
  it('know what has moved on, unless it became what was asked', () => {
    const changes = { employer: { from: '甲', to: '乙' } }
    expect(movedOn(file, changes)).toEqual({})
    expect(movedOn({ ...file, employer: '丙' }, changes)).toEqual({ employer: { from: '甲', to: '乙', current: '丙' } })
    expect(movedOn({ ...file, employer: '乙' }, changes)).toEqual({})
  })
  it('are told without what is personal', () =>
    expect(toldOf(file, { employer: '乙', phone: '2' }, ['employer', 'phone'])).toEqual({
      fields: ['employer', 'phone'],
      changes: { employer: { from: '甲', to: '乙' } },
    }))
})

it('walks every move of a proposed change from every state', () => {
  const { states, actions, next, allows } = memberChangeWorkflow
  for (const state of Object.keys(states) as (keyof typeof states)[])
    for (const action of Object.keys(actions) as (keyof typeof actions)[]) {
      if (state === 'pending')
        expect(next(state, action)).toBe({ accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' }[action])
      else expect(() => next(state, action)).toThrow('memberChange.wrong-state')
      expect(allows(state, action, new Set(['self']))).toBe(state === 'pending' && action === 'withdraw')
      expect(allows(state, action, new Set(['office']))).toBe(state === 'pending' && action !== 'withdraw')
    }
})

describe('keys of names', () => {
  it('are no longer than an index takes, whatever the name', () => {
    for (const name of ['ﷺ'.repeat(40), '𬭎'.repeat(40), '龘'.repeat(40)]) {
      expect(strokeKey(name, 'cppcc').length).toBeLessThanOrEqual(360)
      expect(Buffer.byteLength(pinyinKey(name))).toBeLessThanOrEqual(400)
    }
  })
  it('find pinyin from the beginning of a spelling, characters anywhere, and nothing for signs', () => {
    expect(searchPatterns('Wáng')).toEqual(['wang%', '% wang%'])
    expect(searchPatterns('建国')).toEqual(['%建国%'])
    expect(searchPatterns('100%_\\')).toEqual(['%100%'])
    expect(searchPatterns('%')).toEqual([])
  })
})

it.each([
  ['13800001111', '138****1111'],
  ['', ''],
  ['12345', '****'],
  ['+85261234567', '+85****4567'],
])('shows the number %s as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

describe('rights', () => {
  const person = (
    role: Parameters<typeof contactSight>[0]['role'],
    memberId: string | null = null,
    delegatedBy: string | null = null,
  ) => ({ role, memberId, delegatedBy })
  it('give who types for a member the member’s sight, but not the right to pass it on', () => {
    const typing = person('member', 'm', '小周')
    expect(contactSight(typing, 'm')).toBe('all')
    expect([...relationsTo(typing, 'm')]).toEqual(['self'])
    expect(grantsDelegation(typing, 'm')).toBe(false)
    expect(grantsDelegation(person('member', 'm'), 'm')).toBe(true)
  })
  it('offer what the office may do now, and nothing to others', () => {
    const file = { id: 'm', active: true, accountId: null, pendingChange: null }
    expect(actionsOn(person('memberOffice'), file)).toEqual([
      'edit',
      'endMembership',
      'addMembership',
      'addPost',
      'delegate',
      'openAccount',
      'seeContact',
    ])
    expect(actionsOn(person('memberOffice'), { ...file, active: false, accountId: 'a' })).toEqual([
      'edit',
      'addMembership',
      'delegate',
      'seeContact',
    ])
    expect(actionsOn(person('leader'), file)).toEqual([])
  })
})
