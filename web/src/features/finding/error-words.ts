import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'search.too-many': '最多保存 30 个查找。请先删除不用的。',
  'search.name-taken': '已有同名的查找，请换一个名称。',
  'search.nothing-asked': '请先输入要找的字词。',
})
