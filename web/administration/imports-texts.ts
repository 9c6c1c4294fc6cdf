import type { ExportProblem } from '../../src/chat/exports.ts'
import type { importProblems } from '../../src/import-chat.ts'
import { plural, texts } from '../texts.ts'

export type ImportProblem = ExportProblem | (typeof importProblems)[number] | 'disk-full' | 'upload-too-large' | 'other'
type Words = Record<ImportProblem, string>

const ru: Words = {
  'not-found': 'Файл не нашёлся на сервере. Загрузите его ещё раз.',
  'unknown-format':
    'Это не похоже на выгруженный чат. Нужен файл WhatsApp (.txt или .zip), архив Telegram Desktop в формате JSON или строки JSON. Выгрузите чат ещё раз в одном из этих видов.',
  encoding:
    'Текст файла записан в неизвестной кодировке. Не открывайте и не пересохраняйте выгрузку в редакторе, загрузите её как есть.',
  'too-large': 'После распаковки файл слишком велик. Выгрузите чат без медиафайлов.',
  'unsafe-archive':
    'Архив устроен так, что открывать его небезопасно: чужие пути, пароль или неверные размеры. Выгрузите чат с телефона ещё раз.',
  truncated: 'Файл обрывается: передача не закончилась или архив повреждён. Скопируйте его ещё раз и загрузите снова.',
  'cut-off':
    'Файл обрывается на середине. Всё, что стоит до обрыва, прочитано; чтобы прочитать остальное, загрузите полный файл.',
  empty: 'В файле нет ни одного сообщения. Проверьте, тот ли чат выгружен.',
  fault:
    'На сервере произошла ошибка, она записана в журнал. Прочитанное сохранено. Попробуйте загрузить файл ещё раз.',
  interrupted: 'Загрузка прервалась, когда программу остановили. Загрузите файл ещё раз: прочитанное не повторится.',
  'disk-full': 'На диске сервера нет места. От файла ничего не сохранено. Освободите место и загрузите снова.',
  'upload-too-large': 'Файл больше 4 ГБ. Выгрузите чат без медиафайлов.',
  other: 'Не получилось загрузить. Проверьте связь и попробуйте ещё раз.',
}
const kk: Words = {
  'not-found': 'Файл серверден табылмады. Қайта жүктеңіз.',
  'unknown-format':
    'Бұл экспортталған чатқа ұқсамайды. WhatsApp файлы (.txt немесе .zip), Telegram Desktop-тың JSON мұрағаты немесе JSON жолдары керек. Чатты осы түрлердің бірінде қайта экспорттаңыз.',
  encoding: 'Файл мәтінінің кодтауы белгісіз. Файлды редакторда ашып, қайта сақтамай, сол күйінде жүктеңіз.',
  'too-large': 'Мұрағаттан шығарылған файл тым үлкен. Чатты медиафайлсыз экспорттаңыз.',
  'unsafe-archive':
    'Мұрағатты ашу қауіпті: бөтен жолдар, құпиясөз немесе қате өлшемдер бар. Чатты телефоннан қайта экспорттаңыз.',
  truncated: 'Файл үзіліп қалған: көшіру аяқталмаған немесе мұрағат бүлінген. Қайта көшіріп, қайта жүктеңіз.',
  'cut-off': 'Файл ортасынан үзілген. Үзілгенге дейінгінің бәрі оқылды; қалғанын оқу үшін толық файлды жүктеңіз.',
  empty: 'Файлда бірде-бір хабарлама жоқ. Дұрыс чат экспортталғанын тексеріңіз.',
  fault: 'Серверде қате шықты, ол журналға жазылды. Оқылғаны сақталды. Файлды қайта жүктеп көріңіз.',
  interrupted: 'Бағдарлама тоқтатылғанда жүктеу үзілді. Файлды қайта жүктеңіз: оқылғаны қайталанбайды.',
  'disk-full': 'Сервер дискісінде орын жоқ. Файлдан ештеңе сақталмады. Орын босатып, қайта жүктеңіз.',
  'upload-too-large': 'Файл 4 ГБ-тан үлкен. Чатты медиафайлсыз экспорттаңыз.',
  other: 'Жүктеу мүмкін болмады. Байланысты тексеріп, қайталап көріңіз.',
}
const en: Words = {
  'not-found': 'The file was not found on the server. Send it again.',
  'unknown-format':
    'This does not look like an exported chat. Expected a WhatsApp file (.txt or .zip), a Telegram Desktop archive in JSON, or JSON lines. Export the chat again in one of these forms.',
  encoding: 'The text is in an unknown encoding. Do not open and save the export in an editor; send it as it is.',
  'too-large': 'The file is too large when unpacked. Export the chat without media.',
  'unsafe-archive':
    'The archive is not safe to open: foreign paths, a password or wrong sizes. Export the chat from the phone again.',
  truncated:
    'The file breaks off: it was not copied to its end, or the archive is damaged. Copy it again and send it anew.',
  'cut-off':
    'The file breaks off in the middle. Everything before that was read; send the whole file to read the rest.',
  empty: 'The file holds no messages. Is it the right chat?',
  fault: 'Something broke on the server; it was written to the log. What was read is kept. Try sending the file again.',
  interrupted:
    'The import was broken off when the program was stopped. Send the file again: what was read is not repeated.',
  'disk-full': 'The disk of the server is full. Nothing was kept of the file. Free some space and send it again.',
  'upload-too-large': 'The file is larger than 4 GB. Export the chat without media.',
  other: 'The upload failed. Check the line and try again.',
}

export const importsTexts = texts({
  ru: {
    title: 'Загрузка чатов',
    intro:
      'Программа прочитает выгруженный чат по порядку, найдёт в нём происшествия и забудет всё остальное. Файл после чтения удаляется.',
    chat: 'Какой это чат',
    chatPlaceholder: 'Выберите чат',
    noChats: 'Сначала создайте чат в разделе «Чаты»: комнату или историю.',
    noChatsChief: 'Чатов ещё нет. Их создаёт администратор.',
    toChats: 'К чатам',
    choose: 'Выбрать файл',
    drop: 'или перетащите его сюда',
    formats: 'WhatsApp (.txt, .zip), Telegram Desktop (JSON, .zip), строки JSON. До 4 ГБ.',
    send: 'Загрузить',
    another: 'Другой файл',
    sending: (percent: number) => `Передаётся: ${percent} %`,
    cancel: 'Остановить',
    how: 'Как выгрузить чат',
    howWhatsapp: 'WhatsApp: откройте группу → «Ещё» → «Экспорт чата» → «Без файлов» или «С файлами».',
    howTelegram:
      'Telegram Desktop: откройте группу → «Экспорт истории чата» → формат «Машиночитаемый JSON», папку упакуйте в zip.',
    list: 'Загруженные файлы',
    none: 'Ещё ничего не загружали',
    already: 'Этот файл уже загружали в этот чат. Ничего не добавлено.',
    states: { waiting: 'ждёт очереди', running: 'читается', done: 'прочитан', failed: 'не прочитан' },
    read: (count: number) =>
      plural('ru', count, {
        one: 'сообщение прочитано',
        few: 'сообщения прочитано',
        many: 'сообщений прочитано',
        other: 'сообщений прочитано',
      }),
    kept: (count: number) =>
      plural('ru', count, {
        one: 'относится к происшествиям',
        few: 'относятся к происшествиям',
        many: 'относятся к происшествиям',
        other: 'относятся к происшествиям',
      }),
    incidents: (count: number) =>
      plural('ru', count, { one: 'происшествие', few: 'происшествия', many: 'происшествий', other: 'происшествий' }),
    unreadable: (count: number) =>
      plural('ru', count, {
        one: 'строка не понята',
        few: 'строки не поняты',
        many: 'строк не понято',
        other: 'строк не понято',
      }),
    open: 'К происшествиям',
    unsure: 'К неясным',
    progress: (title: string) => `Читается: ${title}`,
    problems: ru,
  },
  kk: {
    title: 'Чат жүктеу',
    intro:
      'Бағдарлама экспортталған чатты ретімен оқып, оқиғаларды табады, қалғанын ұмытады. Оқылған соң файл жойылады.',
    chat: 'Бұл қай чат',
    chatPlaceholder: 'Чатты таңдаңыз',
    noChats: 'Алдымен «Чаттар» бөлімінде чат ашыңыз: бөлме немесе тарих.',
    noChatsChief: 'Әзірге чат жоқ. Оларды әкімші ашады.',
    toChats: 'Чаттарға',
    choose: 'Файл таңдау',
    drop: 'немесе осында сүйреп әкеліңіз',
    formats: 'WhatsApp (.txt, .zip), Telegram Desktop (JSON, .zip), JSON жолдары. 4 ГБ-қа дейін.',
    send: 'Жүктеу',
    another: 'Басқа файл',
    sending: (percent: number) => `Жіберілуде: ${percent} %`,
    cancel: 'Тоқтату',
    how: 'Чатты қалай экспорттауға болады',
    howWhatsapp: 'WhatsApp: топты ашыңыз → «Тағы» → «Чатты экспорттау» → «Файлсыз» немесе «Файлдармен».',
    howTelegram:
      'Telegram Desktop: топты ашыңыз → «Чат тарихын экспорттау» → «Машина оқитын JSON» пішімі, қалтаны zip мұрағатына салыңыз.',
    list: 'Жүктелген файлдар',
    none: 'Әлі ештеңе жүктелмеген',
    already: 'Бұл файл осы чатқа бұрын жүктелген. Ештеңе қосылмады.',
    states: { waiting: 'кезек күтуде', running: 'оқылуда', done: 'оқылды', failed: 'оқылмады' },
    read: (count: number) => plural('kk', count, { one: 'хабарлама оқылды', other: 'хабарлама оқылды' }),
    kept: (count: number) =>
      plural('kk', count, { one: 'хабарлама оқиғаға қатысты', other: 'хабарлама оқиғаға қатысты' }),
    incidents: (count: number) => plural('kk', count, { one: 'оқиға', other: 'оқиға' }),
    unreadable: (count: number) => plural('kk', count, { one: 'жол түсініксіз', other: 'жол түсініксіз' }),
    open: 'Оқиғаларға',
    unsure: 'Анық еместерге',
    progress: (title: string) => `Оқылуда: ${title}`,
    problems: kk,
  },
  en: {
    title: 'Imports',
    intro:
      'The program reads an exported chat in order, finds the incidents in it and forgets all the rest. The file is deleted when it was read.',
    chat: 'Which chat is it',
    chatPlaceholder: 'Choose a chat',
    noChats: 'First make a chat under “Chats”: a room or a history.',
    noChatsChief: 'There are no chats yet. The administrator makes them.',
    toChats: 'To the chats',
    choose: 'Choose a file',
    drop: 'or drop it here',
    formats: 'WhatsApp (.txt, .zip), Telegram Desktop (JSON, .zip), JSON lines. Up to 4 GB.',
    send: 'Import',
    another: 'Another file',
    sending: (percent: number) => `Sending: ${percent}%`,
    cancel: 'Stop',
    how: 'How to export a chat',
    howWhatsapp: 'WhatsApp: open the group → More → Export chat → with or without media.',
    howTelegram:
      'Telegram Desktop: open the group → Export chat history → machine-readable JSON; pack the folder as a zip.',
    list: 'Imported files',
    none: 'Nothing was imported yet',
    already: 'This file was imported into this chat before. Nothing was added.',
    states: { waiting: 'waiting', running: 'being read', done: 'read', failed: 'not read' },
    read: (count: number) => plural('en', count, { one: 'message read', other: 'messages read' }),
    kept: (count: number) => plural('en', count, { one: 'belongs to incidents', other: 'belong to incidents' }),
    incidents: (count: number) => plural('en', count, { one: 'incident', other: 'incidents' }),
    unreadable: (count: number) => plural('en', count, { one: 'line not understood', other: 'lines not understood' }),
    open: 'To the incidents',
    unsure: 'To the unsure',
    progress: (title: string) => `Being read: ${title}`,
    problems: en,
  },
})
