/** Texts of the other sample documents, in the markup of `pages/markup.ts`. */
export const membershipForm = `
# Tollgate Allotment Society
= Membership application form
, Fill in with a dark pen and capital letters. Tick what applies.

! Part 1. About you
[Surname: Okonjo-Bell] [First names: Theresa May]
[Date of birth: 17 / 09 / 1981] [Nationality: Irish]
[Street and number: 8 Gasworks Terrace]
[Town: Marlow Bridge] [Postcode: MB4 7TG]
[Daytime telephone: 01632 960 844] [E-mail: t.okonjo@example.org]

! Part 2. Your plot
(x) Half plot  ( ) Full plot  ( ) Waiting list only
[Preferred gate: North] [Date of first visit: 3 May 2026]

Have you held a plot with us before?
( ) Yes  (x) No
[If yes, plot number: ] [Year given up: ]

! Part 3. Declaration
I confirm that these details are correct and I agree to follow the society's rules. My details may be kept on the membership list.
[Signature of applicant: T. Okonjo-Bell] [Date: 26 April 2026]

---
, FOR OFFICE USE ONLY
[Received by: ] [Membership no.: ] [Fee paid: ]
`;

export const granolaLabel = `
# NUTTY BADGER
= Toasted Seed Granola
= with apricot and cinnamon
= NET WT 450 g (15.9 oz)

! Ingredients
Rolled oats (52%), sunflower seeds, pumpkin seeds, honey, dried apricots (8%) (apricots, rice flour), rapeseed oil, cinnamon, sea salt. Contains oats. May contain traces of nuts and sesame.
{
! Nutrition Facts
Serving size 45 g, about 10 servings per pack
^Per 100 g\t
Energy\t1884 kJ / 450 kcal
Fat\t18.2 g
of which saturates\t2.1 g
Carbohydrate\t54.0 g
of which sugars\t14.6 g
Fibre\t8.3 g
Protein\t13.1 g
Salt\t0.35 g
}
Keep in a cool dry place. Once opened, close tightly and use within four weeks.
Best before: see base of pack
Packed for Nutty Badger Mills, Unit 3, Otterford
, Product of more than one country. Suitable for vegetarians. Please recycle.
|||
`;

export const cleanerLabel = `
# GLIMMER
= Bathroom Limescale Remover
= Fresh mint scent - 750 ml e
{
! WARNING
Causes serious eye irritation. Keep out of reach of children. Wear protective gloves and eye protection.
IF IN EYES: rinse cautiously with water for several minutes. If irritation persists, get medical advice.
}
! Directions for use
Turn nozzle to ON. Spray onto taps, tiles or shower screen. Leave for 5 minutes and rinse. Test on a hidden spot first. Do not use on marble or enamel, never mix with bleach.
! Ingredients
Less than 5% non-ionic surfactants, lactic acid, perfume, limonene.
Batch 26C117    Use by 03/2028
Made by Glimmer Household Products, Saltmarsh Road 40, Eastwick
, Dispose of empty bottle with household plastics.
|||
`;

export const gardenInvoice = `
# Fern & Fallow Landscaping Ltd
= The Old Nursery, Pond Lane, Great Tarrow GT3 9LN
= accounts@fernandfallow.example - 01632 960 455 - VAT reg. 417 2290 18
---
! INVOICE
Invoice number: FF-2026-0318\tInvoice date: 31 March 2026
Customer account: 20771\tPayment due: 30 April 2026

! Bill to
Harrowgate Housing Trust
Accounts Payable, 2nd floor
16 Prince Albert Street, Tarrow GT1 4AA

^Description\tQuantity\tUnit price\tAmount
Spring hedge cutting, Albert Court\t14 h\t38.00\t532.00
Lawn aeration and feeding\t2200 m2\t0.22\t484.00
Planting, 40 native shrubs incl. mulch\t40\t11.50\t460.00
Removal of green waste\t3 loads\t65.00\t195.00

Subtotal\t\t\t1,671.00
VAT 20%\t\t\t334.20
! Total amount due: GBP 2,005.20

! Payment details
Please transfer the amount to Fern & Fallow Landscaping Ltd, Tarrow Building Society, sort code 00-11-22, account 00417229, and state the invoice number. Statutory interest is charged on overdue accounts.

= Thank you for your business.
`;

export const movingLetter = `
> Rosalind Achterberg
> 71 Lime Walk
> Cuttlebury CB2 8RW
> 5 January 2026

Mr Tobias Grenville
Head of Lettings
Castle & Moat Property Services
3 Drawbridge Square, Cuttlebury

Dear Mr Grenville,

! Ending my tenancy at 71 Lime Walk

This is to tell you that I shall be leaving the flat at the end of next month, because my employer is sending me to Rotterdam. Please take this letter as the written notice that our agreement asks for.

I have lived here happily for six years and would like to thank you and Mrs Pell for the quick repair of the boiler last winter. I will have the carpets cleaned before I go and should be glad if somebody could look over the rooms with me on the last Saturday of the month.

Kindly let me know how you wish the keys to be handed over, and to which account I should expect the deposit. I enclose a stamped envelope for your reply.

Yours sincerely,
~~~
Rosalind Achterberg
Enc.
`;

/** Each page carries a word that no other has: a test finds all three, in order. */
export const threePageLetter = `
# Ravensmoor District Council
= Office of the Clerk
---
> 19 February 2026
Our reference: RDC/HW/2214

Mr and Mrs P. Castellane
The Old Toll House
Ravensmoor

Dear Mr and Mrs Castellane,

! Works on the bridge below your house

Thank you for your letter of the second of February. The council has considered your concerns with care, and I have been asked to reply on its behalf.

The bridge was last strengthened in the days of horse carts. Our engineers now advise that it can no longer bear the weight of the school bus, and we are therefore obliged to act before the autumn floods. The code word for enquiries about this first page is HELIOTROPE.
%%%
= - 2 -

You asked whether your garden wall would be touched. I am pleased to tell you that it will stay as it is. A narrow strip of the verge must be lent to the builders from May until August, and it will be sown with grass again afterwards at our expense.

Lorries will arrive no earlier than half past seven and none will come on Sundays. Should the noise trouble you at other hours, please telephone Miss Drummond, who will speak to the foreman at once. The code word for enquiries about this second page is MARZIPAN.
%%%
= - 3 -

We regret that the footpath to the mill must be closed for eleven weeks. Walkers will be sent round by the churchyard, with the kind permission of the vicar.

I hope that this answers your questions and I should be happy to call on you both if you would like to see the drawings. The code word for enquiries about this third page is OBSIDIAN.

Yours faithfully,
~~~
Leopold Finch
Clerk to the Council
`;

export const bistroReview = `Reviewed by Gwendolyn, Sunday evening

We had a wonderful dinner at the Copper Kettle! The staff were friendly from the moment we sat down and our waiter knew the whole menu by heart. My husband loved the duck, I tried the mushroom risotto and it was delicious, creamy and not too salty.
Dessert was a little disappointing, the tart tasted as if it came straight from the fridge. Prices are fair for the quality and the portions are huge.
It does get loud after eight, so ask for a table upstairs. Overall a great place, we will definitely be back. Highly recommended: 4 stars out of 5.
`;
