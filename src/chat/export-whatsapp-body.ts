/** What WhatsApp itself writes into a message of an export: attachments, pins, marks, and lines nobody wrote. */

import { safeName } from './export-item.ts'
import type { MediaKind, Point } from './message.ts'

export interface Body {
  text: string
  media: MediaKind | null
  mediaFile: string | null
  location: Point | null
}

/** Every repetition below is bounded: a hostile message must not make a pattern run long. */
const mark = String.raw`[\u200e\u200f]{0,4}`
const marked = /^[\u200e\u200f]/

/** Messages taken back; nothing of them is left. */
const deleted = [
  /^(данное|это) сообщение( было)? удалено( админ\S*.*)?$/i,
  /^вы удалили (данное|это) сообщение$/i,
  /^админ\S* .{1,80} удалил(\(-?а\)|а)? (данное|это) сообщение$/i,
  /^бұл хабар(лама)?(ны)? .{0,80}?(жойылды|өшірілді|жойылған|өшірілген|жойды|өшірді)$/i,
  /^бұл хабар(лама)? (жойылды|өшірілді|жойылған|өшірілген)$/i,
  /^сіз бұл хабар(лама)?ны (жойдыңыз|өшірдіңіз)$/i,
  /^(this message was deleted|you deleted this message)( by admin .*)?$/i,
]

/** Said by the program in anybody's name (iOS puts the group's name before the first of them). */
const notices = [
  /^(сообщения и звонки|чаты и звонки|сообщения в этом чате).{0,40}(защищены|шифрован)/i,
  /^(хабарлар|хабарламалар)( мен қоңыраулар)?.{0,60}шифрл/i,
  /^messages( and calls)?.{0,60}end-to-end encrypt/i,
  /^(пропущенный|missed) .{0,20}(звонок|call)$/i,
  /^(ожидание сообщения|waiting for this message|хабарды күту|бұл хабарды күту)/i,
]

/** Joins, leaves, numbers, settings, calls: trusted only behind the exporter's mark, as people write such words too. */
const events = [
  /\(-?а\)/,
  /(создал|добавил|удалил|изменил|вступил|присоедин|покинул|вышел|закрепил|включил|отключил|заблокирова|приглаш)/i,
  /(теперь вы админ|больше не админ|однократн|view once|бір рет көр|код безопасности|код защиты|номер телефона|исчезающие|звонок|перезвонить)/i,
  /(қосылды|қосты|шықты|шығарды|жасады|құрды|өзгертті|өзгерді|кетті|бекітті|жойылатын|қауіпсіздік коды|әкімші|қоңырау|нөмірі?)/i,
  /\b(created|added|removed|left|joined|changed|pinned|turned (on|off)|invite|admin|security code|disappearing|call|phone number|blocked)\b/i,
]

const edited = new RegExp(
  String.raw`\s?${mark}<(?:Сообщение изменено|Изменено|This message was edited|Edited|Хабар(?:лама)? (?:өзгертілді|өңделді|түзетілді)|Бұл хабар(?:лама)? (?:өзгертілді|өңделді|түзетілді)|Өңделді)\.?>$`,
  'i',
)

const fileName = String.raw`[^\n<>:"|?*\u200e\u200f]{1,200}?\.[A-Za-z0-9]{1,8}`
/** WhatsApp’s own file names tell an attachment whatever the phone’s language calls it. */
const ownName = String.raw`(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d{1,8}\.[A-Za-z0-9]{1,8}`
const ownNameIos = String.raw`\d{6,10}-[A-Z]{3,8}-[\d-]{10,24}\.[A-Za-z0-9]{1,8}`
const attachedByName = [
  new RegExp(String.raw`^${mark}(${ownName}) \([^()\n]{3,40}\)(?:\n|$)`),
  new RegExp(String.raw`\s?${mark}<[^<>:\n]{3,30}: (${ownNameIos})>`),
]
const attachedAndroid = new RegExp(
  String.raw`^${mark}(${fileName}) \((?:файл добавлен|файл прикрепл[её]н|file attached|файл тіркелген|файл тіркелді|файл қосылған|файл қосылды|тіркелген файл)\)(?:\n|$)`,
  'i',
)
const attachedIos = new RegExp(
  String.raw`(?:^|\s)?${mark}<(?:прикреплено|вложение|attached|тіркелген|тіркелді|тіркеме|қосылған): (${fileName})>`,
  'i',
)
const omittedAndroid =
  /^[\u200e\u200f]*<(?:без медиафайлов|медиафайлы? (?:пропущен|не включен|отсутству)\S*|media omitted|медиа ?файлсыз|медиа ?файлдарсыз|медиасыз|медиа ?(?:файл(?:дар)?(?:ы)? )?(?:қосылмаған|қосылмады|жоқ)|[^<>:\n]{0,30}медиа[^<>:\n]{0,30})>(?:\n|$)/i
const omittedIos: [MediaKind, string][] = [
  ['photo', 'image|photo|изображение|фото|фотография|сурет|фотосурет'],
  ['video', 'video|video note|gif|видео|видеозаметка|видеосообщение|gif-файл|бейне|бейнежазба|бейнехабар'],
  ['voice', 'audio|voice message|аудио|аудиофайл|голосовое сообщение|аудио ?файл|дыбыстық хабар|дауыстық хабар'],
  ['sticker', 'sticker|стикер'],
  ['document', 'document|contact card|документ|карточка контакта|контакт|құжат|контакт картасы'],
]
const absent = 'omitted|отсутствует|пропущен[оа]?|опущен[оа]?|қосылмаған|қосылмады|жоқ|енгізілмеген'
const omittedIosPatterns = omittedIos.map(
  ([kind, words]) =>
    [kind, new RegExp(String.raw`(?:^${mark}|\s?[\u200e\u200f]{1,4})(?:${words}) (?:${absent})$`, 'i')] as const,
)

const pin = new RegExp(
  String.raw`^${mark}(?:(?:местоположение|геопозиция|геоданные|локация|location|орналасқан жер(?:і)?|орны|орналасуы)\s?: ?)?(.*?)\(?(https?:\/\/(?:www\.)?(?:maps\.google\.com\/(?:maps)?|(?:www\.)?google\.com\/maps\/?)\?q=(-?\d{1,2}(?:\.\d+)?)(?:,|%2C)(-?\d{1,3}(?:\.\d+)?)\S*?)\)?$`,
  'is',
)
const mapLink =
  /https?:\/\/(?:www\.)?(?:maps\.google\.com|google\.com\/maps)\S{0,200}?[?&]q=(-?\d{1,2}(?:\.\d+)?)(?:,|%2C)(-?\d{1,3}(?:\.\d+)?)/i
const liveLocation =
  /^[\u200e\u200f]*(live location shared|показывает геоданные|транслирует геоданные|трансляция геоданных|тікелей орналасқан жер.*)$/i
const locationLabel =
  /^[\u200e\u200f]*(?:местоположение|геопозиция|геоданные|локация|location|орналасқан жері?|орны)\s?: /i

/** What a person sent, apart from what WhatsApp wrote around it; null for lines of the program alone. */
export function whatsappBody(written: string): Body | null {
  const raw = written.replace(edited, '')
  const plain = raw.replace(/^[\u200e\u200f]+/, '').trim()
  if (isNotice(plain.replace(/\.$/, ''))) return null
  const attached = attachment(raw)
  if (attached) return attached
  const place = pinned(raw)
  if (place) return place
  if (marked.test(raw) && raw.length < 400 && !raw.includes('\n') && events.some((pattern) => pattern.test(plain)))
    return null
  return { text: raw.replace(/^[\u200e\u200f]+/, ''), media: null, mediaFile: null, location: pointIn(raw) }
}

/** The kind of thing a file is, by WhatsApp's own names and by its ending. */
export function mediaKindOf(name: string): MediaKind {
  const base = name.slice(name.lastIndexOf('/') + 1)
  if (/^STK-|-STICKER-|\.webp$/i.test(base)) return 'sticker'
  if (/^IMG-|-PHOTO-|\.(jpe?g|png|heic|heif)$/i.test(base)) return 'photo'
  if (/^VID-|-VIDEO-|-GIF-|\.(mp4|mov|3gp|mkv|avi|webm|gif)$/i.test(base)) return 'video'
  if (/^(PTT|AUD)-|-AUDIO-|\.(opus|ogg|oga|m4a|mp3|aac|amr|wav)$/i.test(base)) return 'voice'
  return 'document'
}

function isNotice(text: string): boolean {
  return deleted.some((pattern) => pattern.test(text)) || notices.some((pattern) => pattern.test(text))
}

function attachment(raw: string): Body | null {
  for (const pattern of [attachedAndroid, attachedIos, ...attachedByName]) {
    const match = pattern.exec(raw)
    if (!match?.[1]) continue
    return { text: caption(raw, match), media: mediaKindOf(match[1]), mediaFile: safeName(match[1]), location: null }
  }
  const omitted = omittedAndroid.exec(raw)
  // Android does not say what it left out; in a residents' chat it is nearly always a photo.
  if (omitted) return { text: caption(raw, omitted), media: 'photo', mediaFile: null, location: null }
  for (const [kind, pattern] of omittedIosPatterns) {
    const match = pattern.exec(raw)
    if (match) return { text: caption(raw, match), media: kind, mediaFile: null, location: null }
  }
  return null
}

/** A pin by itself; a link inside a sentence stays in the sentence. */
function pinned(raw: string): Body | null {
  if (liveLocation.test(raw)) return { text: '', media: 'location', mediaFile: null, location: null }
  const match = raw.length < 1000 ? pin.exec(raw) : null
  const [, name = '', , lat, lon] = match ?? []
  if (match && (name === '' || locationLabel.test(raw))) {
    return { text: name.trim(), media: 'location', mediaFile: null, location: point(lat, lon) }
  }
  return null
}

function pointIn(raw: string): Point | null {
  const match = mapLink.exec(raw)
  return match ? point(match[1], match[2]) : null
}

function point(lat: string | undefined, lon: string | undefined): Point | null {
  const at = { lon: Number(lon), lat: Number(lat) }
  return Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180 ? at : null
}

/** What is left beside the attachment; iOS puts a document's name and pages there, which nobody wrote. */
function caption(raw: string, match: RegExpExecArray): string {
  const left = `${raw.slice(0, match.index)}${raw.slice(match.index + match[0].length)}`.replace(/^[\u200e\u200f]+/, '')
  return left.length < 400 && /^.+ • [\u200e\u200f]?\d+ \S+$/u.test(left) ? '' : left
}
