import { describe, expect, it } from 'vitest';
import type { EmergencyRule } from '../../core/catalog/catalog.ts';
import { findEmergency } from '../../core/triage/emergency/emergency.ts';

const rings: Record<EmergencyRule, string[]> = {
  gas: [
    'Hay una fuga de gas en el segundo piso',
    'En la escalera huele muchísimo a gas',
    'se siente un fuerte olor a gas en el portal',
    'Il y a une fuite de gaz au sous-sol',
    'Ça sent très fort le gaz dans l’escalier',
    'une odeur de gaz dans toute la maison',
    'В подъезде сильно пахнет газом',
    'Сильный запах газа на третьем этаже',
    'у соседей утечка газа',
    'هناك تسرب غاز في المطبخ',
    'أشمّ رائحة غاز قوية في الدرج',
    'رائحة الغاز تملأ العمارة',
    'Cầu thang có mùi gas rất nặng',
    'nhà bên bị rò rỉ khí gas',
    '階段でガスの臭いがします',
    'ガス漏れかもしれない',
    'ئۆيدە گاز پۇراۋاتىدۇ',
  ],
  fire: [
    '¡Hay un incendio en el edificio de al lado!',
    'se está quemando la cocina del vecino',
    'Sale mucho humo negro del garaje',
    'El coche está en llamas',
    'Il y a un incendie dans la cave',
    'La poubelle a pris feu devant l’école',
    'L’appartement du dessus est en flammes',
    'une épaisse fumée noire sort du parking',
    'В соседнем доме пожар!',
    'горит квартира на пятом этаже',
    'Загорелась машина во дворе',
    'Из подвала валит чёрный дым',
    'حريق في الطابق الثالث',
    'المطبخ يحترق',
    'هناك دخان كثيف يخرج من المحل',
    'Nhà số 5 đang cháy',
    'Bếp bốc cháy rồi, khói đen khắp nơi',
    '隣の家が燃えています',
    '火事です、早く来てください',
    'قوشنىنىڭ ئۆيىگە ئوت كەتتى',
  ],
  electric: [
    'Un niño se electrocutó con la farola',
    'hay un cable eléctrico caído en la acera',
    'Un câble électrique est tombé par terre',
    'mon fils a reçu une décharge électrique au lampadaire',
    'Ребёнка ударило током от столба',
    'На дороге лежит оборванный провод',
    'صُعِقَ طفل بالكهرباء عند العمود',
    'سلك كهرباء مكشوف قرب المدرسة',
    'Có người bị điện giật ở cột đèn',
    '電線が切れて道路に落ちています',
    'بالىنى توك ئۇردى',
  ],
  collapse: [
    'Se derrumbó el muro de la escuela',
    'el techo se va a derrumbar',
    'Le plafond s’est effondré sur les lits',
    'Le mur va s’écrouler',
    'Рухнул балкон на четвёртом этаже',
    'в доме обрушилась крыша',
    'انهار سقف البيت',
    'الجدار ينهار علينا',
    'Tường nhà bên bị sập rồi',
    '家の壁が崩れました',
    'بىنا ئۆرۈلۈپ چۈشتى',
  ],
  person: [
    'Mi vecina dice que se quiere suicidar',
    'el señor del quinto no respira',
    'Estamos atrapados en el ascensor',
    'Une dame est inconsciente sur le trottoir',
    'Mon père ne respire plus',
    'je veux mourir, personne ne m’aide',
    'Мужчина лежит без сознания у подъезда',
    'Люди застряли в лифте, душно',
    'Я не хочу больше жить',
    'أبي فاقد الوعي ولا يتنفس',
    'نحن عالقون في المصعد',
    'أريد أن أموت',
    'Ông tôi bất tỉnh trên sàn',
    '父が倒れて動きません',
    '死にたいです',
    'ئۇ ئۆلۈۋالماقچى بولۇۋاتىدۇ',
  ],
};

const silent = [
  'El extintor de incendios está caducado',
  'La salida de incendios está bloqueada con cajas',
  'La factura del gas ha subido mucho',
  'Me muero de calor en la parada, falta sombra',
  'Hay basura tirada en el parque desde hace una semana',
  'La farola de la calle Mayor no funciona',
  'Gracias por arreglar el camino',
  'En caso de incendio no podríamos salir',
  'L’alarme incendie sonne sans raison',
  'La porte coupe-feu ne ferme plus',
  'Tournez à gauche au feu rouge, le panneau manque',
  'La facture de gaz est trop chère',
  'Le lampadaire est cassé depuis un mois',
  'Merci, la route est réparée',
  'Il faut un exercice incendie dans l’école',
  'Фонарь у дома не горит уже неделю',
  'Пожарная машина не проедет из-за парковки',
  'В случае пожара выйти невозможно',
  'Счётчик газа давно не проверяли',
  'Когда включат отопление?',
  'умираем со скуки, нет детской площадки',
  'طفاية الحريق منتهية الصلاحية',
  'فاتورة الغاز مرتفعة جدا',
  'غرق الشارع بمياه المطر',
  'مصباح الشارع معطل منذ شهر',
  'شكرا لكم على إصلاح الطريق',
  'Bóng đèn cầu thang bị cháy, cần thay',
  'Nước chảy tràn ra đường',
  'Bình chữa cháy đã hết hạn',
  'ゴミの収集時間を教えてください',
  '自転車が倒れていて通れません',
  '街灯が消えています',
  'كوچا چىرىغى بۇزۇلدى',
];

describe('the main words of danger ring in other languages', () => {
  for (const [rule, sentences] of Object.entries(rings))
    it.each(sentences)(`rings for ${rule}: %s`, (sentence) => {
      expect(findEmergency(sentence)).toBe(rule);
    });

  it.each(silent)('stays silent: %s', (sentence) => {
    expect(findEmergency(sentence)).toBe(null);
  });

  it.each([
    ['gas', 'sm\u0435ll of g\u0430s in the h\u0430ll'],
    ['fire', 'the h\u043euse is \u043en fir\u0435'],
    ['gas', 'в подъ\u200bезде пахнет га\u202eзом'],
    ['fire', 'حـــريـــق في البيت'],
    ['fire', 'INCENDIO en el portal'],
  ])('sees through disguise: %s %j', (rule, sentence) => {
    expect(findEmergency(sentence)).toBe(rule);
  });
});
