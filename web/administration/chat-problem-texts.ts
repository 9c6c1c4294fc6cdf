import type { ManagedChatView } from '../../src/chat/admin-routes.ts'
import type { Problem } from '../../src/chat/chat-settings.ts'
import { texts, useTexts } from '../texts.ts'

/** What hinders the bot in a chat, and what to do. */
type Words = Record<Problem, string> & Record<'asked' | 'leftByUs' | 'privacy', string>
const table = {
  ru: {
    'no-reading':
      'Бот видит здесь только команды. Пусть председатель назначит его администратором чата: других прав не нужно, все можно выключить.',
    privacy:
      'Другой путь: выключить у бота приватность в @BotFather (/setprivacy, Disable). После этого бота нужно удалить из чата и добавить снова: Telegram применяет это только при входе.',
    'no-posting':
      'Боту запрещено писать: он читает, но жители не получают ответа. Пусть председатель разрешит ему отправлять сообщения.',
    elsewhere:
      'Этот чат уже ведёт другое подключение, поэтому здесь он не читается, и бот из него выходит. Если вести его должно это подключение, выведите другого бота и дайте председателю новый код.',
    unbound:
      'За сутки никто не отправил код, бот выходит из чата; ничего не читалось. Дайте председателю новый код и попросите добавить бота снова.',
    left: 'Бота удалили из чата, ничего не читается. Попросите председателя добавить его снова: чат остаётся за участком, код не нужен.',
    refused:
      'Бот вышел: за сутки не было кода, или чат уже ведёт другое подключение. Чтобы начать снова, дайте председателю новый код.',
    asked: 'Бот в чате, но ничего не читает, пока нет кода. Дайте код председателю; через сутки без кода бот выйдет.',
    leftByUs: 'Бот вышел по решению администратора. Чтобы он вернулся, дайте председателю новый код.',
  },
  kk: {
    'no-reading':
      'Бот мұнда тек командаларды көреді. Төраға оны чат әкімшісі етіп тағайындасын: басқа құқық қажет емес, бәрін өшіріп қоюға болады.',
    privacy:
      'Басқа жолы: @BotFather арқылы боттың құпиялылық режимін өшіру (/setprivacy, Disable). Содан кейін ботты чаттан шығарып, қайта қосу керек: Telegram мұны тек кіргенде ескереді.',
    'no-posting':
      'Ботқа жазуға тыйым салынған: ол оқиды, бірақ тұрғындар жауап алмайды. Төраға оған хабарлама жіберуге рұқсат берсін.',
    elsewhere:
      'Бұл чатқа басқа қосылым қызмет көрсетіп жатыр, сондықтан ол мұнда оқылмайды, бот шығып кетеді. Чатты осы қосылым жүргізуі керек болса, басқа ботты шығарып, төрағаға жаңа код беріңіз.',
    unbound:
      'Бір тәулікте ешкім код жібермеді, бот чаттан шығады; ештеңе оқылған жоқ. Төрағаға жаңа код беріп, ботты қайта қосуын сұраңыз.',
    left: 'Бот чаттан шығарылды, ештеңе оқылмайды. Төрағадан оны қайта қосуын сұраңыз: чат учаскеге байланған күйінде қалады, код керек емес.',
    refused:
      'Бот шығып кетті: бір тәулікте код келмеді немесе чатқа басқа қосылым қызмет көрсетеді. Қайта бастау үшін төрағаға жаңа код беріңіз.',
    asked:
      'Бот чатта, бірақ код келгенше ештеңе оқымайды. Кодты төрағаға беріңіз; бір тәулікте код келмесе, бот шығып кетеді.',
    leftByUs: 'Бот әкімшінің шешімімен шықты. Қайтып келуі үшін төрағаға жаңа код беріңіз.',
  },
  en: {
    'no-reading':
      'The bot sees only commands here. Let the chairman make it an administrator of the chat: it needs no other right, all may be off.',
    privacy:
      'Another way: switch privacy off in @BotFather (/setprivacy, Disable). Then remove the bot from the chat and add it again: Telegram applies this only on joining.',
    'no-posting':
      'The bot may not write: it reads, but residents get no answer. Let the chairman allow it to send messages.',
    elsewhere:
      'Another connection has this chat already, so it is not read here and the bot leaves. If this one should have it, let the other bot leave and give the chairman a new code.',
    unbound:
      'Nobody sent the code within a day, so the bot leaves; nothing was read. Give the chairman a new code and ask for the bot to be added again.',
    left: 'The bot was removed from the chat; nothing is read. Ask the chairman to add it again: the chat stays with its precinct, no code is needed.',
    refused:
      'The bot has left: there was no code within a day, or another connection has the chat. To begin again give the chairman a new code.',
    asked:
      'The bot is in the chat but reads nothing until there is a code. Give the code to the chairman; after a day without it the bot leaves.',
    leftByUs: 'The bot left by decision of an administrator. For it to come back give the chairman a new code.',
  },
} satisfies Record<'ru' | 'kk' | 'en', Words>
const chatProblemTexts = texts(table)

/** Sentences about what hinders the bot in this chat and what to do; none when nothing does. */
export function useHindrance(): (chat: Pick<ManagedChatView, 'problem' | 'state' | 'channel' | 'kind'>) => string[] {
  const t = useTexts(chatProblemTexts)
  return ({ problem, state, channel, kind }) => {
    if (kind !== 'group' || !channel.includes(':')) return []
    const waits = state === 'asked' ? [t.asked] : []
    if (problem === null) return state === 'left' ? [t.leftByUs] : waits
    const isPrivate = problem === 'no-reading' && channel.startsWith('telegram:')
    return [...waits, t[problem], ...(isPrivate ? [t.privacy] : [])]
  }
}
