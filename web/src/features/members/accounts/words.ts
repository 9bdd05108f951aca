import type { MemberAccountState } from '#contract/member-accounts.ts'
import { registerErrorWords } from '../../../shared/error-words.ts'
import '../words.ts'

registerErrorWords({ 'account.taken': '刚才有别人用了其中一个手机号。请刷新再看。' })

/** How a member stands with regard to an account, and what to do where something is in the way. */
export const stateWords: Record<MemberAccountState, string> = {
  opens: '新开账号，给初始密码',
  joins: '已有账号：加上委员身份，密码照旧',
  noPhone: '没有登记 11 位手机号。先在资料里填上',
  phoneTwice: '与另一名委员的手机号相同。核对后改正',
  phoneTaken: '这个手机号是另一个人的账号。核对号码',
  phoneDisabled: '这个手机号的账号已停用。请安全管理员恢复启用',
  phoneOfAdministrator: '这个手机号的账号是管理员，不能兼任委员。换一个号码',
  neverSignedIn: '已开户，还没登录过',
  otherDuties: '这个账号还有别的身份。请安全管理员重设密码',
  disabled: '账号已停用。请安全管理员恢复启用',
}

/** What every slip tells, in three lines. */
export const signInLines = [
  '用手机或电脑的浏览器打开上面的网址。',
  '填用户名和初始密码，点“登录”。初始密码里的横线也要填。',
  '照提示换成自己的密码，至少 10 位。换好后，这张纸就没用了，请撕掉。',
] as const
