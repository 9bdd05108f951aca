import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'account.taken': '这个用户名或手机号已有账号。',
  'account.needs-name': '用户名和手机号至少填一个，登录要用。',
  'hat.separate-duties': '系统、安全、审计三种管理员互相分立，也不能兼做业务身份。请另开账号。',
  'hat.none': '这个账号还没有身份，进不来。请联系安全管理员。',
  'hat.taken': '这个账号已经有这个身份。',
  'account.none': '没有这个账号。',
  'hat.needs-unit': '这种身份要选承办单位。',
  'hat.needs-member': '这种身份要选是哪一名委员。',
})
