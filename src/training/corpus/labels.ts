export const labels = `
@kinds-of-product-label, separated
food-label, nutrition-label, fertiliser-label, bilingual-label, cosmetic-label, medicine-label, cleaning-label, pet-food-label, safety-label, textile-label, device-label, drink-label, plant-label

@brand
<odd>
<odd>
<place> [Naturals|Organics|Farms|Foods|Gro|Care|Pure|Labs|Home|Kitchen|Agri|Science|Pets]
<place>
<last>'s

@net
[Net Wt|NET WEIGHT|Net weight|Contents|Net contents|e]: <1-50> [g|kg|oz|ml|L|lb|fl oz]
<10-900> [g|ml|kg|L|oz] e
[NET WT.|POIDS NET|Weight|Volume|Net volume] <1-40> [kg|L|lb] / <1-90> [lb|gal|kg]

@maker
[Manufactured by|Made by|Distributed by|Packed for|Produced by|Imported by|Manufactured for|Marketed by]: <company>, <address>
[Product of|Made in|Produce of|Country of origin|Packed in] [Canada|Italy|USA|Malaysia|Germany|France|Spain|China|New Zealand|the UK]
<company> // <address> // <web> // <phone>

@ident
[LOT|Lot|Lot No|Batch|BATCH No.|Lot number|L] [:|] [A|B|L|]##### [// EXP|// BEST BEFORE|// Use by|// Best before end|// BBE|// Expiry date] <date>
[Best before|Use by|Best if used by|Expires|Mfg date|Sell by]: [see top of pack|see base|see lid|see cap|<date>|<date>]
[Reg. No.|Registration No|Registration number|Lic. No|EST|Reg No] #######[A|B|] [Fertilizers Act|Pest Control Products Act|]
# ##### ##### # [UPC|Barcode|EAN|]

@grams
<0.00-60.00> g
<0-900> mg
<0-90> g <0-90>%
<0.00-9.00>%

@nutrition
[Nutrition Facts|Nutrition information|Nutritional information|Nutrition declaration|Typical values per 100g] // [Serving size|Serv. size|Portion|Servings per container about <2-20> Serving size] <1-3> [cup|tbsp|pieces|bar|slices] (<10-90> g) // [Amount per serving|Amount per 100 g|Per serving|] // [Calories|Energy] <10-900> [kJ|kcal|] // <4-9 nutrient> // [% Daily Value|*Percent Daily Values are based on a 2,000 calorie diet|The % Daily Value tells you how much a nutrient in a serving contributes to a daily diet|]

@nutrient
[Total Fat|Fat|Saturated Fat|of which saturates|Trans Fat] <grams>
[Cholesterol|Sodium|Salt|Potassium|Calcium|Iron|Vitamin D|Vitamin C|Vitamin A] <grams>
[Total Carbohydrate|Carbohydrate|of which sugars|Sugars|Added Sugars|Dietary Fiber|Fibre] <grams>
Protein <grams>

@ingredient, separated
sugar, salt, wheat flour, water, palm oil, sunflower oil, cocoa butter, milk powder, whey, soy lecithin, yeast, citric acid, natural flavour, rice flour
modified corn starch, tomato paste, glucose syrup, vinegar, spices, garlic powder, oats, hazelnuts, almonds, raisins, egg white, colour (annatto), ascorbic acid
xanthan gum, barley malt, butter, skimmed milk, chicory root, sea salt, black pepper, potassium sorbate, maltodextrin, canola oil, emulsifier, raising agent

@ingredients
[Ingredients|INGREDIENTS]: <5-14~ ingredient-comma> [natural flavours|salt|water|spices]. [Contains|CONTAINS|Allergy advice: contains|May contain|May contain traces of]: [wheat|milk|soy|nuts|peanuts|egg|gluten|sesame|tree nuts], [milk|soy|nuts|sulphites|mustard].

@ingredient-comma
<ingredient>,

@storage
[Store in a cool, dry place|Keep refrigerated|Keep refrigerated after opening|Store below 25C away from direct sunlight|Keep frozen at -18C|Do not freeze|Store upright in original container|Refrigerate after opening and consume within # days|Protect from moisture and heat].

@warning
[WARNING|CAUTION|DANGER|Warning|Caution|Precautions|Safety]: [Keep out of reach of children|Harmful if swallowed|Causes serious eye irritation|May irritate skin and eyes|For external use only|Avoid contact with eyes|Do not ingest|Wear gloves and eye protection|Flammable, keep away from heat|May be harmful when misused|Do not use if seal is broken|Not a toy, choking hazard, small parts].
[In case of contact with eyes rinse immediately with plenty of water|If swallowed, call a poison control centre or doctor immediately|If irritation occurs discontinue use and consult a physician|Wash hands thoroughly after handling|Do not breathe dust or spray|Dispose of container in accordance with local regulations|Do not mix with bleach or other products|Harmful to aquatic life].

@claim
[100% natural|No artificial colours or preservatives|Gluten free|Source of fibre|High in protein|Vegan|Certified organic|Low fat|Non GMO|No added sugar|Cruelty free|Fragrance free|Dermatologically tested|Kosher|Halal|Rich in calcium|New improved formula|Family size|Fair trade|Suitable for vegetarians|Recyclable packaging|Value pack|Easy open|Original recipe]

@food-item
[Crunchy|Creamy|Roasted|Organic|Classic|Smoked|Honey|Spicy|Whole grain|Dark|Sweet|Extra virgin] [Oat Cookies|Granola|Tomato Soup|Peanut Butter|Potato Chips|Corn Flakes|Pasta Sauce|Chocolate|Crackers|Yogurt|Salsa|Muesli|Noodles|Olive Oil|Mustard|Jam|Cheese|Beans|Rice|Tea|Coffee]

@food-label
<brand> // <food-item> // <1-3 claim> // <net> // <ingredients> // <storage> // <maker> // <ident>
<food-item> // <brand> // <net> // <ingredients> // <nutrition> // <storage> // <ident> // <maker>
<brand> <food-item> // <claim> // <net> // <ident>

@nutrition-label
<nutrition> // <ingredients> // <maker>
<brand> // <food-item> // <net> // <nutrition> // <storage> // [Cooking instructions|Directions|Preparation|Serving suggestion]: [microwave on high for # minutes|heat gently, stirring, do not boil|bake at 180C for ## minutes|add boiling water and stir|shake well before use|just add milk].

@analysis
[Guaranteed Analysis|GUARANTEED ANALYSIS|Guaranteed minimum analysis|Minimum guaranteed analysis|Guaranteed analysis (min)|Typical analysis] [/ Analyse garantie|/ Analyse minimale garantie|] // <3-9 element>

@element
[Total Nitrogen (N)|Nitrogen|Azote total (N)|Ammoniacal nitrogen|Urea nitrogen] [. . . . |min |]<1-46>%
[Available Phosphoric Acid (P2O5)|Available Phosphate|Acide phosphorique assimilable (P2O5)|Phosphorus] [minimum |]<1-46>%
[Soluble Potash (K2O)|Potash|Potasse soluble (K2O)|Potassium] <1-46>%
[Sulphur (S)|Sulfur|Soufre (S)|Calcium (Ca)|Magnesium (Mg)|Magnésium (Mg)|Iron (Fe) chelated|Fer (Fe)|Zinc (Zn) actual|Zinc (Zn)|Boron (B)|Bore (B)|Manganese (Mn)|Manganèse (Mn)|Copper (Cu)|Cuivre (Cu)|Molybdenum (Mo)|Molybdène (Mo)|Cobalt (Co)] [actual|réel|chelated|minimum|] <0.01-20.00>%
[Organic Matter|Matière organique|Humic acid|Acide humique|Seaweed extract|Moisture|EDTA (chelating agent)|Kelp extract|Amino acids] <1-60>%

@fertiliser-label
<brand> <npk> // [Fertilizer|Fertiliser|Liquid Fertilizer|Plant Food|Micronutrient|Lawn Food|Engrais|Soluble Fertilizer|Starter fertilizer|Foliar nutrient] // <net> // <analysis> // <ident> // <maker> // <0-2 warning> // <growing>
<npk> // <brand> [Grow|Bloom|Zinc|Boron|Foliar|Starter|Turf] // <analysis> // <net> // <maker>
<analysis> // <growing> // <warning> // <ident>
<brand> [Pro|Plus|Max|Gold|Ultra] <npk> // <net> // [For agricultural use|For commercial use|Specialty fertilizer|For professional use only]

@npk
<0-46>-<0-46>-<0-30>
<0-46>-<0-30>-<0-30> [+ #% S|+ Micronutrients|with iron|w/ zinc|]

@growing
[Directions for use|DIRECTIONS FOR USE|Application|Application rates|Recommended uses|Mode d'emploi|How to use]: [Apply|Mix|Dilute|Spread|Broadcast|Spray] <1-9> [L per acre|kg/ha|ml per litre of water|lb per 1000 sq ft|L/ha|g per plant|fl oz per gallon] [to soil|as a foliar spray|at planting|every two weeks during the growing season|before seeding|in sufficient water for thorough coverage|at the 4 to 6 leaf stage]. [Shake well before use|Do not apply to dry soil|Compatible with most herbicides, do a jar test first|Use on the basis of soil or tissue analysis|Suitable for wheat, canola, corn, soybean, potatoes, vegetables and turf|Agitate before and during application|This fertilizer contains boron and should be used only as recommended|Can be used in hydroponics or soil|Store above 5C, do not freeze].

@bilingual-label
<brand> // <food-item> / [Biscuits à l'avoine|Soupe aux tomates|Beurre d'arachide|Croustilles|Chocolat noir|Moutarde|Sauce pour pâtes] // [Net weight / Poids net|Net quantity / Quantité nette]: <10-900> g // <ingredients> // Ingrédients : [farine de blé, sucre, huile de palme, sel|eau, tomates, sel, épices|sucre, beurre de cacao, lait en poudre|arachides, sel, sucre]. Peut contenir : [noix|soja|lait|blé]. // [Store in a cool dry place / Conserver dans un endroit frais et sec|Keep refrigerated / Garder au réfrigérateur|Meilleur avant / Best before]: <date> // [Imported by / Importé par|Product of / Produit de|Fabriqué au Canada / Made in Canada]: <company>
<brand> <npk> // [Engrais / Fertilizer|Fertilizer - Engrais] // <analysis> // Mode d'emploi : [appliquer au sol ou en pulvérisation foliaire|mélanger avec de l'eau|épandre au printemps et à l'automne]. [Mise en garde|Attention|Précautions] : [garder hors de la portée des enfants|éviter le contact avec les yeux et la peau|porter des gants|ne pas ingérer]. // <growing> // <warning> // [Poids net|Net weight]: <1-50> kg // Numéro d'enregistrement / Registration number: #######A // Fabriqué par / Manufactured by: <company>

@cosmetic-label
<brand> // [Moisturising|Repair|Gentle|Nourishing|Daily|Hydrating|Anti-dandruff|Sensitive] [Shampoo|Conditioner|Hand Cream|Body Lotion|Face Wash|Sun Lotion SPF 30|Toothpaste|Shower Gel|Lip Balm|Soap] // <1-2 claim> // <net> // [Directions|How to use|Usage]: [apply to wet hair, lather and rinse|massage gently into skin|brush twice daily|apply generously before sun exposure]. // [Ingredients|INCI]: [Aqua|Water], [Glycerin|Sodium Laureth Sulfate|Cetearyl Alcohol|Dimethicone], [Parfum|Fragrance], [Citric Acid|Tocopherol|Phenoxyethanol|Limonene|Linalool]. // <warning> // <maker>

@medicine-label
[Paracetamol|Ibuprofen|Antihistamine|Cough relief|Antacid|Vitamin D3|Omega 3|Allergy relief] [500 mg|200 mg|1000 IU|10 mg] [tablets|capsules|syrup|softgels] // <10-100> [tablets|capsules|caplets] // [Active ingredient|Each tablet contains|Drug facts|Supplement facts]: <grams> // [Uses|Indications|For the relief of]: [headache, fever and minor aches|hay fever and sneezing|heartburn|dry cough|bone health support]. // [Dosage|Directions|Adults and children over 12]: take <1-2> [tablet|capsule|teaspoon] every <4-8> hours, do not exceed <3-8> in 24 hours. // <1-2 warning> // [Ask a doctor before use if pregnant|Consult your pharmacist|Read the leaflet carefully|Do not drive if drowsy]. // <storage> // <ident> // <maker>

@cleaning-label
<brand> // [All purpose cleaner|Laundry detergent|Dishwashing liquid|Glass cleaner|Bleach|Fabric softener|Floor polish|Weed killer|Insect spray|Wood stain|Epoxy adhesive|Motor oil 5W-30] // [Lemon|Lavender|Fresh|Original] [scent|fragrance|] // <net> // [Directions|Instructions for use|Dosage]: [dilute one capful in 5 litres of water|spray on surface and wipe with a cloth|use one measure per load|shake can and spray evenly from 30 cm]. // <1-3 warning> // [First aid|Hazard statements]: <warning> // <maker>

@safety-label
<1-2 identity> // <3-9 safety>
<3-8 fr-safety> // <identity>
@identity
<brand>
[Registration Number|Reg. No.|Numéro d'enregistrement]: #######A
[Manufactured by|Fabriqué par|Supplier|Fournisseur]: <company>
[Emergency telephone|Téléphone d'urgence]: <phone>
@safety
[First aid measures|Safe handling and storage|Handling and storage|Precautionary statements|Hazards identification|Exposure controls|Personal protection|Fire fighting measures]
[Inhalation|Skin contact|Eye contact|Ingestion]: [move to fresh air|wash with plenty of soap and water|rinse eyes with water for 15 minutes|do not induce vomiting|get medical attention at once|seek medical advice if symptoms persist].
[Wear|Use] [protective gloves|safety goggles|a respirator|suitable protective clothing|chemical resistant gloves|a face shield] [when handling the chemical product|to protect hands and eyes|where dust is formed].
[Keep container tightly closed|Store in a well ventilated place away from heat|Contains chemical substances|Dispose of contents in accordance with regulations|Wash hands and clothing after handling|Ensure an eye wash station is available|Take care at high temperature|Avoid release to the environment].
@fr-safety
[Premiers soins|Manipulation et stockage|Mentions de danger|Conseils de prudence|Protection individuelle]
[Inhalation|Contact avec la peau|Contact avec les yeux|Ingestion] : [amener la personne à l'air frais|laver à l'eau et au savon|rincer les yeux avec précaution|consulter un médecin|ne pas faire vomir|appeler un centre antipoison].
[Porter|Utiliser] [des gants de protection|des lunettes de sécurité|un masque|des vêtements appropriés] [lors de la manipulation du produit chimique|pour protéger les mains et les yeux].
[Tenir hors de la portée des enfants|Conserver au sec|Garder le contenant fermé|Éliminer le contenu selon la réglementation|Se laver les mains après usage|Éviter le rejet dans l'environnement|Bien agiter avant emploi].

@pet-food-label
<brand> // [Complete dog food|Cat food|Puppy kibble|Adult cat|Bird seed|Fish flakes|Cattle feed|Poultry ration] [with chicken and rice|with salmon|beef flavour|grain free] // <net> // [Composition|Ingredients]: [meat meal, corn, wheat, animal fat|chicken, rice, beet pulp, minerals|fish meal, soybean meal]. // [Analytical constituents|Guaranteed analysis]: crude protein <8-40>% crude fat <2-20>% crude fibre <1-9>% moisture <5-80>% ash <1-9>% // [Feeding guide|Feeding instructions]: [per day by body weight|feed 2 cups daily|always provide fresh water]. // <storage> <ident> <maker>

@textile-label
<brand> // [Size|SIZE] [S|M|L|XL|38|42] // <50-100>% [cotton|polyester|wool|linen|viscose|nylon] [<5-50>% elastane|] // [Machine wash cold|Machine wash warm with like colours|Hand wash only|Dry clean only] [Do not bleach|Do not tumble dry|Tumble dry low|Cool iron|Do not iron print|Line dry] // <maker> // [RN ######|CA #####|Style no. ####]

@device-label
<brand> // [Model|MODEL|Model No.] [X|TR|HD|]### [Serial No|S/N] ######## // [Input|Rated voltage|Power supply]: 100-240V~ 50/60Hz <1-9>A [Output|Power]: <5-90>V <10-900>W // [Indoor use only|Do not immerse in water|Risk of electric shock do not open|For household use only|Do not dispose with household waste|Class II] // [CE|FCC ID|UL listed|Complies with part 15 of the FCC rules|IP44|RoHS] // <maker>

@drink-label
<brand> [Lager|Pale Ale|Red Wine|Sparkling Water|Apple Juice|Energy Drink|Cola|Iced Tea|Cider|Whisky] // [ALC|Alc.] <1.00-40.00>% vol // <net> // [Contains sulphites|Contains barley|Please drink responsibly|Government warning: women should not drink alcoholic beverages during pregnancy|Best served chilled|Not recommended for children, high caffeine content|Pasteurised, shake well|Bottled at source] // <claim> // <ingredients> // <maker> // <ident>

@plant-label
[Tomato|Basil|Lavender|Carrot|Sunflower|Grass|Radish|Pepper] [seeds|seed mixture|plant] [variety|] <place> // [Sow|Plant|Sowing time] [March to May|indoors from February|after last frost] [depth|spacing] <1-30> cm // [Germination|Purity|Sow by] <50-99>% <ident> // [Full sun|Partial shade|Water regularly|Hardy annual] // Packed by <company> // <net>
`;
