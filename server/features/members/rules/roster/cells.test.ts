import { describe, expect, it } from 'vitest'
import { readDate, readEthnicity, readGroups, readName, readParties, readPhone, readSex } from './cells.ts'
import { cleanLine, cleanName, foldGroup, foldName, foldPost } from './clean.ts'

const today = '2026-03-02'

describe('a cell of a roster', () => {
  it.each([
    ['1975-03-12', '1975-03-12', false],
    ['1975/3/12', '1975-03-12', false],
    ['1975.3.12', '1975-03-12', false],
    ['1975年3月12日', '1975-03-12', false],
    ['19750312', '1975-03-12', false],
    ['1975-03-12T00:00:00', '1975-03-12', false],
    ['1975.03', '1975-03-01', true],
    ['1975年3月', '1975-03-01', true],
    ['1975年3月生', null, true],
    ['197503', '1975-03-01', true],
    ['1975.13', null, true],
    ['1975-02-29', null, true],
    ['1875-01-01', null, true],
    ['2026-03-03', null, true],
    ['27454', null, true],
    ['75.3', null, true],
    ['不详', null, true],
  ])('with the date %s', (cell, date, monthOnly) => {
    const read = readDate(cell, today)
    if (date === null) expect(read).toHaveProperty('error')
    else expect(read).toMatchObject({ value: { date, monthOnly } })
  })

  it.each([
    ['中共', ['中共'], false],
    ['中共党员', ['中共'], false],
    ['民建、中共', ['民建', '中共'], true],
    ['中共民盟', ['中共', '民盟'], true],
    ['中共 民盟', ['中共', '民盟'], true],
    ['九三', ['九三学社'], false],
    ['无党派人士', ['无党派'], false],
    ['农工党员', ['农工党'], false],
    ['火星党', ['火星党'], true],
    ['中共、中共', ['中共'], false],
  ])('with the party %s', (cell, parties, noted) => {
    const read = readParties(cell)
    expect(read).toMatchObject({ value: parties })
    expect('note' in read && read.note !== undefined).toBe(noted)
  })

  it.each([
    ['13800001111', '13800001111'],
    ['138 0000 1111', '13800001111'],
    ['138-0000-1111', '13800001111'],
    ['+86 13800001111', '13800001111'],
    ['8613800001111', '13800001111'],
    ['１３８００００１１１１', '13800001111'],
    ['0562-2812345', '05622812345'],
    ['+852 61234567', '+85261234567'],
    ['13800001111、13900002222', '13800001111'],
    ['1380000111', null],
    ['138000011111', null],
    ['12345678901', null],
    ['王秘书', null],
  ])('with the number %s', (cell, phone) => {
    const read = readPhone(cell)
    if (phone === null) expect(read).toHaveProperty('error')
    else expect(read).toMatchObject({ value: phone })
  })

  it.each([
    ['男', 'male'],
    ['女性', 'female'],
    ['F', 'female'],
  ])('with the sex %s', (cell, sex) => expect(readSex(cell)).toEqual({ value: sex }))
  it.each(['南', '1', '男女'])('with no sex in it: %s', (cell) => expect(readSex(cell)).toHaveProperty('error'))

  it.each([
    ['王  伟', { name: '王伟' }],
    ['王　伟', { name: '王伟' }],
    ['买买提·艾力', { name: '买买提·艾力' }],
    ['John  Smith', { name: 'John Smith' }],
    ['李娜（女，回族）', { name: '李娜', sex: 'female', ethnicity: '回族' }],
    ['王凯（河南）', { name: '王凯（河南）' }],
  ])('with the name %s', (cell, value) => expect(readName(cell)).toMatchObject({ value }))

  it('with an ethnicity in its short form, or none there is', () => {
    expect(readEthnicity('汉')).toMatchObject({ value: '汉族' })
    expect(readEthnicity('维吾尔')).toMatchObject({ value: '维吾尔族' })
    expect(readEthnicity('火星族')).toMatchObject({ value: '火星族', note: expect.any(String) })
  })

  it.each([
    ['提案委员会、经济委员会', false, ['提案委员会', '经济委员会']],
    ['文化、文史和学习委员会', false, ['文化、文史和学习委员会']],
    ['提案委；经济委', false, ['提案委', '经济委']],
    ['共青团、青联', true, ['共青团、青联']],
  ])('with the groups %s', (cell, exclusive, groups) => expect(readGroups(cell, exclusive)).toEqual(groups))
})

describe('two ways of writing', () => {
  it.each([
    ['经济', '经济界'],
    ['共青团、青联', '共青团和青联'],
    ['中共', '中国共产党'],
    ['无党派', '无党派人士'],
    ['特邀', '特别邀请人士'],
    ['提案委', '提案委员会'],
    ['第3街道', '第３街道'],
  ])('%s and %s name one group', (a, b) => expect(foldGroup(a)).toBe(foldGroup(b)))
  it.each([
    ['经济', '农业'],
    ['侨联', '侨、台'],
    ['特邀香港人士', '特邀澳门人士'],
    ['科协', '科学技术界'],
    ['界', '人士'],
  ])('%s and %s name two groups', (a, b) => expect(foldGroup(a)).not.toBe(foldGroup(b)))

  it('a name and a post are compared without their dress', () => {
    expect(foldName('王　 伟')).toBe(foldName('王伟'))
    expect(foldName('買買提•艾力')).toBe(foldName('买买提·艾力'))
    expect(foldPost('市一中', '校长')).toBe(foldPost('市一中 校长', ''))
    expect(foldPost('某机关（21）书记', '')).toBe(foldPost('某机关(21)', '书记'))
    expect(foldPost('市一中', '校长')).not.toBe(foldPost('市一中', '副校长'))
  })

  it('a line break joins Chinese, and parts other words', () => {
    expect(cleanLine(' 市一中\r\n校长 \u200b')).toBe('市一中校长')
    expect(cleanLine('Acme\nLtd')).toBe('Acme Ltd')
    expect(cleanName('欧阳　娜 娜')).toBe('欧阳娜娜')
  })
})
