import type { Label } from '../../src/training/corpus/corpus.ts';
import type { Random } from '../../src/training/random.ts';

/** A third set of templates, in the markup of `training/pages/markup.ts`: neither training nor the samples know them. */
export const qualityTexts: Readonly<Record<Label, readonly ((random: Random) => string)[]>> = {
  receipt: [bakeryReceipt, tavernReceipt, marketReceipt],
  invoice: [agencyInvoice, wholesaleInvoice],
  'product-label': [jamLabel, potatoFertiliserLabel, lotionLabel],
  form: [clubForm, clinicForm, travelForm],
  letter: [chairLetter, neighbourLetter, applicantLetter],
  review: [dinerReview, gadgetReview],
};

const list = (text: string): string[] => text.split(',').map((item) => item.trim());
const names = list(
  'Aurelia Stone, Bjorn Halvorsen, Chidi Eze, Delphine Roux, Ewan McRae, Fatima Zahra, Gustav Lindgren, Hana Sato, Ivo Marek',
);
const towns = list(
  'Kestrel Bay, Amberley, Norwick, Saltash Green, Fort Lowell, Pinehurst, Oldmere, Vale of Tarn, Rookhope',
);
const roads = list(
  'Chandler Row, Orchard Rise, Cobbler Lane, Foundry Walk, Beacon Hill, Canal Side, Granary Yard, Sorrel Way',
);
const groceries = list(
  'Kale bunch, Plum tomatoes, Basmati 2kg, Soy drink, Rye rolls, Feta, Gherkins, Fennel tea, Rusks, Figs, Corn cobs, Tofu firm, Candles',
);
const dishes = list(
  'Onion tart, Moules frites, Duck confit, Bean stew, Apple crumble, House red 0.2l, Sparkling water 0.5l, Beetroot salad, Ravioli',
);
const jobs = list(
  'Illustrations for spring catalogue, Server maintenance, Safety audit, Copy editing, Scaffolding hire, Court interpreting, Drone survey',
);
const wares = list(
  'Oak planks 2 m, Ceramic tiles white, Zinc gutters, Welding wire, Glass jars 720 ml, Denim bolts, Brake pads, Seed trays, Desk lamps',
);

const money = (random: Random, most: number): string => (random.integer(50, most * 100) / 100).toFixed(2);
const some = (random: Random, from: readonly string[], least: number, most: number): string[] =>
  Array.from({ length: random.integer(least, most) }, () => random.pick(from));
const day = (random: Random): string =>
  `${random.integer(1, 28)} ${random.pick(list('January, March, May, June, August, October, December'))} ${random.integer(2015, 2026)}`;
const place = (random: Random): string => `${random.integer(1, 99)} ${random.pick(roads)}, ${random.pick(towns)}`;
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.integer(0, 9)).join('');

function bakeryReceipt(random: Random): string {
  const items = some(random, groceries, 2, 8).map((item) => `${item}\t${money(random, 12)}`);
  return `# ${random.pick(list('Harbour Bakehouse, Greenleaf Provisions, The Cheese Loft, Night Owl Stores'))}
= ${place(random)}\n= ${random.pick(['T', 'Telephone'])} ${digits(random, 9)}
---
Sale ${digits(random, 6)}\tLane ${random.integer(1, 9)}
${day(random)}\t${random.integer(8, 21)}:${random.integer(10, 59)}\n${items.join('\n')}
---
! TOTAL (${items.length} articles)\t${money(random, 90)}
${random.pick(['Notes and coins', 'Paid by phone', 'Debit'])}\t${money(random, 90)}
${random.pick(['Change', 'Money back'])}\t${money(random, 9)}
VAT content\t${money(random, 5)}
= ${random.pick(['Baked fresh for you every morning', 'Collect 10 stamps for a free coffee', 'Questions? Ask for the shop manager'])}\n|||`;
}

function tavernReceipt(random: Random): string {
  const items = some(random, dishes, 2, 7).map((dish) => `${random.integer(1, 3)} ${dish}\t${money(random, 30)}`);
  return `# ${random.pick(['The Anchor', 'The Plough', 'Casa Olivia', 'Chez Martin'])}\n= ${place(random)}
Docket ${digits(random, 5)}\tTable ${random.integer(1, 40)}
${day(random)}\t${random.integer(2, 5)} persons\n---\n${items.join('\n')}\n---
Net\t${money(random, 90)}\nTax 9%\t${money(random, 9)}
! TOTAL\t${money(random, 99)}
${random.pick(['Mastercard', 'Amex', 'Maestro'])} *${digits(random, 4)}\t${money(random, 99)}
Terminal ${digits(random, 8)}, contactless, code ${digits(random, 6)}\n= A pleasure to have had you with us`;
}

function marketReceipt(random: Random): string {
  const items = some(random, wares, 1, 6).map((ware) => `${ware}\t${random.integer(1, 5)}\t${money(random, 60)}`);
  return `# ${random.pick(list('Hobby Barn, Fixit Depot, Mr Handyman Store'))} SDN BHD\n= Company no ${digits(random, 6)}-W, GST no ${digits(random, 12)}
= ${place(random)}\n! ${random.pick(['Cash sale', 'Tax invoice (simplified)', 'Sales receipt'])}
Receipt ${digits(random, 6)}\t${day(random)}\n^Goods\tQty\tRM\n${items.join('\n')}
Rounding\t\t0.0${random.integer(0, 4)}\n! Total incl. GST\t\t${money(random, 200)}
Cash\t\t200.00\nChange\t\t${money(random, 80)}
= No refund. Exchange within 3 days\n= with original receipt`;
}

function agencyInvoice(random: Random): string {
  const items = some(random, jobs, 1, 4).map(
    (job) => `${job}\t${random.integer(1, 30)}\t${money(random, 90)}\t${money(random, 3000)}`,
  );
  return `# ${random.pick(names)} Studio\n= ${place(random)} - billing@studio.example
---\n> Invoice no. ${digits(random, 4)}/26\n> Dated ${day(random)}\n> Payable until ${day(random)}
! Client\n${random.pick(names)}, Finance department\n${place(random)}\n
^Services\tHours\tRate\tAmount\n${items.join('\n')}
Net amount\t\t\t${money(random, 4000)}\nValue added tax ${random.integer(5, 22)}%\t\t\t${money(random, 800)}
! Amount payable EUR ${money(random, 5000)}
Kindly settle this invoice by bank transfer. IBAN NL${digits(random, 2)} TEST ${digits(random, 10)}, BIC TESTNL2A. Please mention the invoice number.`;
}

function wholesaleInvoice(random: Random): string {
  const items = some(random, wares, 3, 8).map(
    (ware) => `${ware}\t${random.integer(5, 400)}\t${money(random, 40)}\t${money(random, 4000)}`,
  );
  return `! ${random.pick(towns)} Wholesale & Export Co.\n${place(random)}\n, Company registration ${digits(random, 8)}, VAT ${digits(random, 9)}
# INVOICE\n[Invoice no: ${digits(random, 7)}] [Date: ${day(random)}] [Due date: ${day(random)}]
[Order no: PO ${digits(random, 5)}] [Customer: ${digits(random, 5)}] [Terms: net ${random.pick(['15', '30', '45'])} days]\n
Sold to: ${random.pick(names)} Retail Ltd, ${place(random)}
Deliver to: as above\n^Article\tQuantity\tPrice\tTotal\n${items.join('\n')}
---\nSubtotal\t${money(random, 9000)}\nCarriage\t${money(random, 90)}\n! Invoice total\t${money(random, 9000)}
Goods remain our property until paid in full. Overdue accounts bear interest. Remit to account ${digits(random, 8)}, sort code ${digits(random, 6)}.`;
}

function jamLabel(random: Random): string {
  const fruit = random.pick(list('Quince, Damson, Blackcurrant, Rhubarb, Mirabelle, Gooseberry'));
  return `# ${random.pick(list('Hedgerow Larder, Old Orchard, Bumble & Bee'))}\n= ${fruit} ${random.pick(['extra jam', 'spread', 'chutney'])}\n= ${random.integer(200, 500)} g e
! Ingredients: ${fruit.toLowerCase()} (55%), cane sugar, lemon juice concentrate, gelling agent: fruit pectin.
Prepared with 55 g of fruit per 100 g.
{\nNutrition per 100 g\nEnergy\t${random.integer(700, 1100)} kJ\nFat\t0.${random.integer(1, 9)} g\nCarbohydrate\t${random.integer(40, 60)} g\nProtein\t0.5 g\nSalt\t0.02 g\n}
${random.pick(['Refrigerate after opening', 'Keep chilled once opened'])} and eat within ${random.integer(2, 6)} weeks. Best before end: see lid.
Made in ${random.pick(towns)} by Hedgerow Larder, ${place(random)}\n|||`;
}

function potatoFertiliserLabel(random: Random): string {
  return `# ${random.pick(list('TERRAVITA, SOILKING, VERDANA'))} ${random.integer(5, 20)}-${random.integer(5, 20)}-${random.integer(5, 20)}\n= Granular fertilizer for potatoes and roots
{\nGuaranteed analysis\nTotal nitrogen (N)\t${random.integer(5, 20)}%\nAvailable phosphate (P2O5)\t${random.integer(5, 20)}%\nSoluble potash (K2O)\t${random.integer(5, 20)}%\nMagnesium (Mg)\t1.${random.integer(0, 9)}%\n}
Directions: spread ${random.integer(20, 90)} g per square metre before planting and rake in. Water well. Do not exceed the recommended dose.
! Caution\nKeep away from children, pets and feed. Wear gloves. Wash hands after use.
Net weight ${random.integer(2, 25)} kg. Lot ${digits(random, 6)}\nRegistered no. ${digits(random, 7)}. ${random.pick(['Manufactured by', 'Packed by'])} ${random.pick(towns)} Minerals, ${place(random)}`;
}

function lotionLabel(random: Random): string {
  return `# ${random.pick(list('Silkleaf, Dewdrop, Marisol'))}\n= ${random.pick(['Soothing body milk', 'Aloe after-sun gel', 'Calendula baby cream'])}\n= ${random.integer(50, 400)} ml
! How to use\nApply to clean dry skin and massage until absorbed. Suitable for sensitive skin.
! Ingredients\nAqua, glycerin, cetearyl alcohol, aloe barbadensis leaf juice, tocopherol, parfum, citric acid.
, For external use only. Avoid contact with eyes. Stop use if a rash occurs. Store below 25 degrees.
Batch ${digits(random, 5)}  Exp ${random.integer(1, 12)}/2029\nDistributed by Silkleaf Cosmetics, ${place(random)}\n|||`;
}

function clubForm(random: Random): string {
  const name = random.pick(names).split(' ');
  return `# ${random.pick(towns)} ${random.pick(['Rowing Club', 'Choir', 'Chess Society'])}\n= Enrolment form for new members
[Family name: ${name[1] ?? ''}] [Given name: ${name[0] ?? ''}]\n[Birthday: ${day(random)}] [Sex: ${random.pick(['f', 'm'])}]\n[Postal address: ${place(random)}]
[Phone: ${digits(random, 9)}] [Email: mail@example.net]\n
How would you like to pay?\n(x) Yearly  ( ) Monthly\n
[Person to contact in an emergency: ${random.pick(names)}]
I have read the rules and accept them.\n[Signature: ${name.join(' ')}] [Date: ${day(random)}]\n, Office use: entered by / card issued`;
}

function clinicForm(random: Random): string {
  return `# ${random.pick(['Patient questionnaire', 'Health declaration form', 'Request for dental treatment'])}\n, Please write clearly and tick Yes or No for each question.
[Patient name: ${random.pick(names)}] [Date of birth: ${day(random)}]\n[Insurance number: ${digits(random, 9)}] [Family doctor: Dr ${random.pick(names)}]\n
Are you allergic to any medicine?\n( ) Yes  (x) No\nDo you take tablets regularly?\n(x) Yes  ( ) No\nIs there a history of heart disease?\n( ) Yes  (x) No\n
[If yes, please specify: ${random.pick(['', 'Aspirin', 'Penicillin'])}]\n[Signature of patient or guardian: ${random.pick(names)}] [Date: ${day(random)}]`;
}

function travelForm(random: Random): string {
  return `# ${random.pick(['Travel reimbursement form', 'Leave application', 'Equipment request form'])}\n[Employee: ${random.pick(names)}] [Personnel no: ${digits(random, 6)}]\n[Department: ${random.pick(['Sales', 'Research', 'Transport'])}] [Cost centre: ${digits(random, 4)}]
[From: ${day(random)}] [Until: ${day(random)}]\n[Reason: ${random.pick(['Trade fair', 'Family', 'Training course'])}]\n
(x) Approved  ( ) Refused\n[Supervisor: ${random.pick(names)}] [Signature: ] [Date: ${day(random)}]\n, Attach all original receipts. Incomplete forms will be returned.`;
}

function chairLetter(random: Random): string {
  return `> ${random.pick(towns)} Historical Society\n> ${place(random)}\n> ${day(random)}\n\nMs ${random.pick(names)}\n${place(random)}\n\nDear Ms ${random.pick(names).split(' ')[1] ?? ''},\n
It was a pleasure to meet you at the annual gathering. ${random.pick(['The trustees have asked me to invite you to speak in the autumn.', 'I promised to send you the minutes, which you will find enclosed.', "As chair I wish to thank you for the generous gift of your late uncle's maps."])}

${random.pick(['Your knowledge of the old harbour would be most welcome to our members.', 'We should like to show the collection to the public next year.'])} Would you be so kind as to let us know by the end of the month whether this suits you? Please give my regards to your husband.\n
With kind regards,\n~~~\n${random.pick(names)}\nChair`;
}

function neighbourLetter(random: Random): string {
  const friend = random.pick(names).split(' ')[0] ?? '';
  return `> ${place(random)}\n> ${day(random)}\n\nDear ${friend},\n
${random.pick(['Many thanks for the parcel, which came on Tuesday.', 'How time flies! It must be a year since we last wrote.', 'I hope this letter finds you in good health.'])} ${random.pick(['The twins are walking already and keep us on our feet.', 'We spent a quiet week by the lake.', 'Mother has moved in with us and enjoys the garden.'])}

${random.pick(['Have you thought about visiting us at Easter?', 'Do tell me how your new job is going.'])} We often speak of you and would so like to see you again. Please remember me to your sister.\n\nWith love,\n~~~\n${random.pick(names).split(' ')[0] ?? ''}`;
}

function applicantLetter(random: Random): string {
  return `${random.pick(names)}\n${place(random)}\n\n${day(random)}\n\n${random.pick(towns)} Shipping Ltd\nPersonnel department\n\nDear Sir or Madam,\n
! ${random.pick(['Application for the post of clerk', 'Your advertisement for a storekeeper', 'Complaint about a late delivery'])}\n
I refer to the notice in last week's paper and to our talk on the telephone. ${random.pick(['For four years I have kept the books of a small firm and I am used to working on my own.', 'I should be pleased to come for an interview on any weekday.', 'I trust that you will look into the matter without delay.'])}

I enclose copies of the relevant papers and look forward to your answer.\n\nYours faithfully,\n~~~\n${random.pick(names)}`;
}

function dinerReview(random: Random): string {
  const parts = list(
    'The dumplings were heavenly, The soup came lukewarm, Our hostess could not have been nicer, The noise was unbearable, I would eat here every week, The bill was a shock, Best pie I have tasted in years, The terrace is charming, The fish was overcooked, We felt rushed by the staff',
  );
  return `! ${random.pick(['Lovely evening', 'Not again', 'Hidden gem', 'So disappointed'])}\n${some(random, parts, 4, 7).join('. ')}. ${random.pick(['Would recommend to friends.', 'We will not return.', 'Cannot wait to go back!'])}\n, ${random.integer(1, 5)} of 5 stars, written by ${random.pick(names).split(' ')[0] ?? ''}`;
}

function gadgetReview(random: Random): string {
  const parts = list(
    'The lamp is bright and easy to mount, It stopped charging after ten days, Setup took two minutes, The strap feels cheap, Battery lasts all week, Arrived with a scratch, Great value for this price, My daughter adores it, The manual is useless',
  );
  return `! ${random.integer(1, 5)} stars - ${random.pick(['exactly what I needed', 'poor quality', 'works well', 'returned it'])}\n, Verified purchase, ${day(random)}\n${some(random, parts, 3, 6).join('. ')}. ${random.pick(['I would buy it again.', 'Do not waste your money.', 'Happy customer.'])}`;
}
