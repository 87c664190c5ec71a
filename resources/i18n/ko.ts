<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>AttributionView</name>
    <message>
        <source>This head</source>
        <translation>이 헤드</translation>
    </message>
    <message>
        <source>Mean of layer</source>
        <translation>이 층 평균</translation>
    </message>
    <message>
        <source>Mean of all</source>
        <translation>전체 평균</translation>
    </message>
    <message>
        <source>Which attention stands above</source>
        <translation>위에 표시할 어텐션</translation>
    </message>
    <message>
        <source>The selected head, the mean of its layer&apos;s heads, or the mean of all</source>
        <translation>선택한 헤드, 그 층에 속한 헤드의 평균 또는 모든 헤드의 평균</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>적분 그래디언트</translation>
    </message>
    <message>
        <source>Gradient × input</source>
        <translation>그래디언트 × 입력</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Gradient × input: one backward pass. Integrated gradients: the mean gradient on the straight way from all-zero embeddings, times the embedding.</source>
        <translation>그래디언트 × 입력: 역전파 한 번으로 계산합니다. 적분 그래디언트: 모두 0인 임베딩에서 실제 임베딩까지 직선 경로를 따라 그래디언트를 평균하고 임베딩을 곱합니다.</translation>
    </message>
    <message>
        <source>Attention weights are not an explanation: they say where a head reads, not what the choice depends on.</source>
        <translation>어텐션 가중치는 설명이 아닙니다. 헤드가 어디를 읽는지 보여 줄 뿐, 선택이 무엇에 달려 있는지는 말해 주지 않습니다.</translation>
    </message>
    <message>
        <source>Attention and attribution of the current step</source>
        <translation>현재 단계의 어텐션과 기여도</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>기여도</translation>
    </message>
    <message>
        <source>signed shares of the chosen piece&apos;s log p, in nats; baseline: all-zero embeddings</source>
        <translation>선택된 조각의 log p에 대한 부호 있는 몫(nat); 기준선: 모두 0인 임베딩</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>어텐션</translation>
    </message>
    <message>
        <source>gradient × input</source>
        <translation>그래디언트 × 입력</translation>
    </message>
    <message>
        <source>integrated gradients</source>
        <translation>적분 그래디언트</translation>
    </message>
    <message>
        <source>more than tenfold</source>
        <translation>10배 이상</translation>
    </message>
    <message>
        <source>This model has no attention to compare with.</source>
        <translation>이 모델에는 비교할 어텐션이 없습니다.</translation>
    </message>
    <message>
        <source>Rank correlation with {0}: source {1}; target so far {2}.</source>
        <translation>어텐션({0})과의 순위 상관: 소스 {1}; 지금까지의 타깃 {2}.</translation>
    </message>
    <message>
        <source>too few pieces to compare</source>
        <translation>조각이 적어 비교 불가</translation>
    </message>
    <message>
        <source>{0}, much alike</source>
        <translation>{0}, 매우 비슷함</translation>
    </message>
    <message>
        <source>{0}, somewhat alike</source>
        <translation>{0}, 어느 정도 비슷함</translation>
    </message>
    <message>
        <source>{0}, hardly related</source>
        <translation>{0}, 거의 무관함</translation>
    </message>
    <message>
        <source>{0}, rather opposed</source>
        <translation>{0}, 반대에 가까움</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>target so far</source>
        <translation>지금까지의 타깃</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>piece</source>
        <translation>조각</translation>
    </message>
    <message>
        <source>attention: {0}</source>
        <translation>어텐션: {0}</translation>
    </message>
    <message>
        <source>sum of all shares</source>
        <translation>모든 몫의 합</translation>
    </message>
    <message>
        <source>log p</source>
        <translation>log p</translation>
    </message>
    <message>
        <source>log p, all embeddings zero</source>
        <translation>log p, 임베딩 모두 0</translation>
    </message>
    <message>
        <source>completeness error</source>
        <translation>완전성 오차</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>상대 오차</translation>
    </message>
    <message>
        <source>error &lt; {0} %</source>
        <translation>오차 &lt; {0} %</translation>
    </message>
    <message>
        <source>Largest completeness error</source>
        <translation>허용할 완전성 오차</translation>
    </message>
    <message>
        <source>Points are added on the path until the shares miss at most this part of the change; less takes longer</source>
        <translation>몫의 합과 변화량의 차이가 이 비율 이하가 될 때까지 경로 위의 점을 늘립니다. 작을수록 오래 걸립니다.</translation>
    </message>
    <message>
        <source>The baseline is the same sentence with every embedding zero; positions are added as always. Integrated gradients add up to the change, up to the error told; gradient × input need not.</source>
        <translation>기준선은 모든 임베딩을 0으로 둔 같은 문장의 값이며, 위치는 그대로 더합니다. 적분 그래디언트의 합은 표시된 오차 안에서 변화량과 같지만, 그래디언트 × 입력의 합은 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>“{0}”, step {1}: log p {2}, baseline {3}. Change {4}, shares {5}: completeness error {6} ({7})</source>
        <translation>“{0}”, 단계 {1}: log p {2}, 기준선 {3}. 변화량 {4}, 몫의 합 {5}: 완전성 오차 {6}({7})</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>{0} with {1} points, the most that are tried.</source>
        <translation>{0}, 점 {1}개(시도하는 최대 개수).</translation>
    </message>
    <message>
        <source>{0} with {1} points.</source>
        <translation>{0}, 점 {1}개.</translation>
    </message>
    <message>
        <source>Layer {0}, mean of {1}</source>
        <translation>층 {0}, {1}의 평균</translation>
    </message>
    <message>
        <source>mean of {0}</source>
        <translation>{0}의 평균</translation>
    </message>
</context>
<context>
    <name>BarList</name>
    <message>
        <source>Copy this row</source>
        <translation>이 줄 복사</translation>
    </message>
    <message>
        <source>Copy all rows</source>
        <translation>모든 줄 복사</translation>
    </message>
</context>
<context>
    <name>CandidatesPanel</name>
    <message>
        <source>Next piece</source>
        <translation>다음 조각</translation>
    </message>
    <message>
        <source>Likeliest next pieces</source>
        <translation>확률이 가장 높은 다음 조각</translation>
    </message>
    <message>
        <source>What the model weighs at each step will stand here.</source>
        <translation>단계마다 모델이 견주는 후보가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>over {0} pieces</source>
        <translation>조각 {0}개 중</translation>
    </message>
    <message>
        <source>This translation is of another text, model or language than now; translate again first.</source>
        <translation>이 번역은 지금의 글, 모델, 언어로 만든 것이 아닙니다. 먼저 다시 번역하세요.</translation>
    </message>
    <message>
        <source>{0}: probability {1}, log-probability {2}</source>
        <translation>{0}: 확률 {1}, 로그 확률 {2}</translation>
    </message>
    <message>
        <source>{0} (chosen)</source>
        <translation>{0} (선택됨)</translation>
    </message>
    <message>
        <source>The translation goes on with “{0}” already.</source>
        <translation>번역은 이미 “{0}” 조각으로 이어집니다.</translation>
    </message>
    <message>
        <source>A beginning would hold for all sentences; leave only this one to go on with another piece.</source>
        <translation>앞부분 고정은 모든 문장에 적용됩니다. 다른 조각으로 이어 가려면 이 문장만 남기세요.</translation>
    </message>
    <message>
        <source>“{0}” writes no letters, so no translation can go on with it.</source>
        <translation>“{0}” 조각은 글자를 쓰지 않으므로 번역을 이어 갈 수 없습니다.</translation>
    </message>
    <message>
        <source>A double click or Enter translates on with “{0}” in this place.</source>
        <translation>두 번 클릭하거나 Enter를 누르면 이 자리에서 “{0}” 조각으로 번역을 이어 갑니다.</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>The model&apos;s card</source>
        <translation>모델 카드</translation>
    </message>
    <message>
        <source>This model has no card.</source>
        <translation>이 모델에는 모델 카드가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>{0}, {1}: {2}</source>
        <translation>{0}, {1}: {2}</translation>
    </message>
</context>
<context>
    <name>Chain</name>
    <message>
        <source>The numbers of one query and one key, step by step</source>
        <translation>쿼리 하나와 키 하나의 단계별 계산</translation>
    </message>
</context>
<context>
    <name>CheckpointDialog</name>
    <message>
        <source>Model from a PyTorch checkpoint</source>
        <translation>PyTorch 체크포인트로 모델 만들기</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>저장했습니다: {0}.</translation>
    </message>
    <message>
        <source>Descriptions of checkpoints (*.toml);;All files (*)</source>
        <translation>체크포인트 설명 파일 (*.toml);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open description</source>
        <translation>설명 파일 열기</translation>
    </message>
    <message>
        <source>TOML</source>
        <translation>TOML</translation>
    </message>
    <message>
        <source>Save description</source>
        <translation>설명 파일 저장</translation>
    </message>
    <message>
        <source>Reading the checkpoint…</source>
        <translation>체크포인트 읽는 중…</translation>
    </message>
    <message>
        <source>Choose a file with the state dict of a model around torch.nn.Transformer.</source>
        <translation>torch.nn.Transformer를 쓰는 모델의 state dict가 담긴 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose the SentencePiece model that the model&apos;s sentences were cut with.</source>
        <translation>모델의 문장을 조각으로 나눌 때 쓴 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Comparing names and shapes…</source>
        <translation>이름과 모양 비교 중…</translation>
    </message>
    <message>
        <source>{0} And {1} more.</source>
        <translation>{0} 그 밖에 {1}건이 더 있습니다.</translation>
    </message>
    <message>
        <source>Making the model…</source>
        <translation>모델 만드는 중…</translation>
    </message>
    <message>
        <source>Everything fits, but {0} settings are only guesses: choose them, or try a sentence pair.</source>
        <translation>모두 맞지만 설정 {0}개는 추측일 뿐입니다. 직접 선택하거나 문장 쌍으로 테스트해 보세요.</translation>
    </message>
    <message>
        <source>Everything fits, but one setting is only a guess: choose it, or try a sentence pair.</source>
        <translation>모두 맞지만 설정 하나는 추측일 뿐입니다. 직접 선택하거나 문장 쌍으로 테스트해 보세요.</translation>
    </message>
    <message>
        <source>Everything fits.</source>
        <translation>모두 맞습니다.</translation>
    </message>
    <message>
        <source>Close without a model</source>
        <translation>모델 없이 닫기</translation>
    </message>
    <message>
        <source>Close without making the model?</source>
        <translation>모델을 만들지 않고 닫을까요?</translation>
    </message>
    <message>
        <source>What was chosen here is lost; “Save description” keeps it for another time.</source>
        <translation>여기서 고른 내용은 사라집니다. “설명 파일 저장”을 누르면 다음에 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>Copy this piece</source>
        <translation>이 조각 복사</translation>
    </message>
    <message>
        <source>Copy what is told of it</source>
        <translation>설명 복사</translation>
    </message>
    <message>
        <source>Copy all pieces</source>
        <translation>모든 조각 복사</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message>
        <source>A training runs</source>
        <translation>학습 진행 중</translation>
    </message>
    <message>
        <source>Trainings run</source>
        <translation>여러 학습 진행 중</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>{0} are being trained. Do they go on?</source>
        <translation>{0} 학습이 모두 진행 중입니다. 계속할까요?</translation>
    </message>
    <message>
        <source>They need no window: the next start finds them again. Paused, they save everything and can be resumed at any time.</source>
        <translation>창을 닫아도 학습은 모두 계속되며, 다음에 프로그램을 시작하면 다시 찾아 보여 줍니다. 일시정지하면 각 학습이 모두 저장되므로 언제든지 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} is being trained. Does it go on?</source>
        <translation>{0} 학습이 진행 중입니다. 계속할까요?</translation>
    </message>
    <message>
        <source>It needs no window: the next start finds it again. Paused, it saves everything and can be resumed at any time.</source>
        <translation>창을 닫아도 학습은 계속되며, 다음에 프로그램을 시작하면 다시 찾아 보여 줍니다. 일시정지하면 모두 저장되므로 언제든지 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Pause the training</source>
        <translation>학습 일시정지</translation>
    </message>
    <message>
        <source>Pause the trainings</source>
        <translation>모두 일시정지</translation>
    </message>
    <message>
        <source>Training goes on</source>
        <translation>학습 계속</translation>
    </message>
    <message>
        <source>Trainings go on</source>
        <translation>모두 계속</translation>
    </message>
    <message>
        <source>Do not close the window</source>
        <translation>창을 닫지 않음</translation>
    </message>
</context>
<context>
    <name>Confirmation</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>There is nothing to translate; type a sentence.</source>
        <translation>번역할 내용이 없습니다. 문장을 입력하세요.</translation>
    </message>
    <message>
        <source>No model is loaded; choose one from the list at the top.</source>
        <translation>불러온 모델이 없습니다. 위쪽 목록에서 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Something in the program failed ({0}); what you typed is kept, please try again.</source>
        <translation>프로그램에 문제가 생겼습니다({0}). 입력한 내용은 그대로 남아 있으니 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{0} sentences: those near the cursor are translated now, others when it comes to them.</source>
        <translation>문장 {0}개: 커서 가까이에 있는 문장만 지금 번역하고, 나머지는 커서가 갈 때 번역합니다.</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Learning curves</source>
        <translation>학습 곡선</translation>
    </message>
    <message>
        <source>Loss, nats a piece</source>
        <translation>손실(조각당 nat)</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>라벨 스무딩</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Translations</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>exactly right, %</source>
        <translation>완전 일치, %</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Target pieces a second</source>
        <translation>초당 타깃 조각 수</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>스텝 {0}</translation>
    </message>
    <message>
        <source>training {0}</source>
        <translation>학습 {0}</translation>
    </message>
    <message>
        <source>validation {0}</source>
        <translation>검증 {0}</translation>
    </message>
    <message>
        <source>BLEU {0}</source>
        <translation>BLEU {0}</translation>
    </message>
    <message>
        <source>exactly right {0} %</source>
        <translation>완전 일치 {0} %</translation>
    </message>
    <message>
        <source>{0} pieces/s</source>
        <translation>{0}조각/초</translation>
    </message>
    <message>
        <source>chrF2</source>
        <translation>chrF2</translation>
    </message>
    <message>
        <source>chrF2 {0}</source>
        <translation>chrF2 {0}</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>전체 구간</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>표로 보기</translation>
    </message>
</context>
<context>
    <name>DataPart</name>
    <message>
        <source>1  Sentence pairs</source>
        <translation>1  문장 쌍</translation>
    </message>
    <message>
        <source>English → German</source>
        <translation>영어 → 독일어</translation>
    </message>
    <message>
        <source>English → Korean</source>
        <translation>영어 → 한국어</translation>
    </message>
    <message>
        <source>My own files</source>
        <translation>내 파일</translation>
    </message>
    <message>
        <source>Pairs: {0}</source>
        <translation>문장 쌍: {0}</translation>
    </message>
    <message>
        <source>Choose the file with the sentence pairs.</source>
        <translation>문장 쌍이 들어 있는 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>Give both languages a name, for example English and German.</source>
        <translation>두 언어의 이름을 입력하세요(예: 영어, 독일어).</translation>
    </message>
    <message>
        <source>Choose the first of the two files for validation too.</source>
        <translation>검증용 두 파일 중 첫 번째 파일도 선택하세요.</translation>
    </message>
    <message>
        <source>Only aligned lines have a second file; leave it out or choose another format.</source>
        <translation>두 번째 파일은 줄 단위 대응 형식에만 있습니다. 그 파일을 빼거나 다른 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>Aligned lines need a second file; choose it under “Translations”.</source>
        <translation>줄 단위 대응 형식에는 두 번째 파일이 필요합니다. “번역”에서 선택하세요.</translation>
    </message>
    <message>
        <source>Aligned lines need a second file for validation too; choose its translations.</source>
        <translation>줄 단위 대응 형식에는 검증에도 두 번째 파일이 필요합니다. 검증용 번역 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>Sentences of a small grammar, made on this computer: no internet is needed.</source>
        <translation>작은 문법으로 이 컴퓨터에서 만드는 문장입니다. 인터넷이 필요 없습니다.</translation>
    </message>
    <message>
        <source>Pairs to learn from</source>
        <translation>학습할 문장 쌍</translation>
    </message>
    <message>
        <source>File of sentence pairs</source>
        <translation>문장 쌍 파일</translation>
    </message>
    <message>
        <source>File of translations</source>
        <translation>번역 파일</translation>
    </message>
    <message>
        <source>only if they are in a file of their own, line by line</source>
        <translation>번역이 별도 파일에 줄마다 있을 때만</translation>
    </message>
    <message>
        <source>File for validation</source>
        <translation>검증용 파일</translation>
    </message>
    <message>
        <source>Its translations</source>
        <translation>검증용 번역 파일</translation>
    </message>
    <message>
        <source>Pairs held out for validation</source>
        <translation>검증용으로 떼어 둘 문장 쌍</translation>
    </message>
    <message>
        <source>by its name</source>
        <translation>파일 이름에 따라</translation>
    </message>
    <message>
        <source>TSV</source>
        <translation>TSV</translation>
    </message>
    <message>
        <source>aligned lines</source>
        <translation>줄 단위 대응</translation>
    </message>
    <message>
        <source>TMX</source>
        <translation>TMX</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Language of the source</source>
        <translation>소스 언어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>Language of the target</source>
        <translation>타깃 언어</translation>
    </message>
    <message>
        <source>German</source>
        <translation>독일어</translation>
    </message>
    <message>
        <source>Column of the source</source>
        <translation>소스의 열</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>Column of the target</source>
        <translation>타깃의 열</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>TSV: a number, from 1. JSON Lines: a key. TMX: a language code such as en.</source>
        <translation>TSV: 1부터 세는 번호. JSON Lines: 키. TMX: en 같은 언어 코드.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>문장 쌍</translation>
    </message>
    <message>
        <source>Translations</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>타깃</translation>
    </message>
    <message>
        <source> pair held out</source>
        <translation> 쌍을 떼어 둠</translation>
    </message>
    <message>
        <source> pairs held out</source>
        <translation> 쌍을 떼어 둠</translation>
    </message>
    <message>
        <source>none: pairs are held out</source>
        <translation>없음: 일부 쌍을 떼어 둠</translation>
    </message>
    <message>
        <source>its translations, if in a file of their own</source>
        <translation>번역이 별도 파일일 때 그 파일</translation>
    </message>
    <message>
        <source>Sentence pairs (*.tsv *.txt *.tmx *.jsonl *.gz *.bz2 *.xz);;All files (*)</source>
        <translation>문장 쌍 (*.tsv *.txt *.tmx *.jsonl *.gz *.bz2 *.xz);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>DecodingDialog</name>
    <message>
        <source>Decoding</source>
        <translation>디코딩</translation>
    </message>
    <message>
        <source>Greedy: always the likeliest piece</source>
        <translation>그리디: 항상 확률이 가장 높은 조각</translation>
    </message>
    <message>
        <source>Beam search: several hypotheses side by side</source>
        <translation>빔 서치: 여러 가설을 나란히</translation>
    </message>
    <message>
        <source>Sampling: by chance, as likely as the model says</source>
        <translation>샘플링: 모델이 매긴 확률에 따라 무작위로</translation>
    </message>
    <message>
        <source>Hypotheses that are kept at every step</source>
        <translation>단계마다 남겨 두는 가설의 수</translation>
    </message>
    <message>
        <source>Alpha of GNMT&apos;s length penalty; 0 favours short translations</source>
        <translation>GNMT 길이 페널티의 알파(0이면 짧은 번역이 유리)</translation>
    </message>
    <message>
        <source>Logits are divided by it: below 1 bolder, above 1 more varied</source>
        <translation>로짓을 나누는 수: 1보다 작으면 더 단호하게, 크면 더 다양하게</translation>
    </message>
    <message>
        <source>Only the k likeliest pieces may be drawn</source>
        <translation>확률이 가장 높은 조각 k개 중에서만 뽑습니다</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Only the likeliest pieces that together reach this probability</source>
        <translation>높은 확률부터 더해 이 값에 이를 때까지의 조각 중에서만 뽑습니다</translation>
    </message>
    <message>
        <source>The same seed draws the same translation again</source>
        <translation>시드가 같으면 같은 번역이 다시 나옵니다</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Beam size</source>
        <translation>빔 크기</translation>
    </message>
    <message>
        <source>GNMT length penalty α</source>
        <translation>GNMT 길이 페널티 α</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Forced beginning</source>
        <translation>번역 앞부분 고정</translation>
    </message>
    <message>
        <source>The translation must begin with this text. Its last word may go on, unless a space follows it</source>
        <translation>번역이 이 텍스트로 시작해야 합니다. 마지막 단어는 뒤에 공백이 없으면 더 길어질 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>DecodingPicker</name>
    <message>
        <source>Decoding method</source>
        <translation>디코딩 방법</translation>
    </message>
    <message>
        <source>Decoding settings</source>
        <translation>디코딩 설정</translation>
    </message>
    <message>
        <source>Beam size, temperature and the other decoding settings</source>
        <translation>빔 크기, 온도 등 디코딩 설정</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>그리디</translation>
    </message>
    <message>
        <source>Beam {0}</source>
        <translation>빔 {0}</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>샘플링</translation>
    </message>
    <message>
        <source>Always the likeliest next piece</source>
        <translation>항상 확률이 가장 높은 다음 조각</translation>
    </message>
    <message>
        <source>{0} hypotheses, GNMT length penalty {1}</source>
        <translation>가설 {0}개, GNMT 길이 페널티 {1}</translation>
    </message>
    <message>
        <source>Temperature {0}, top-k {1}, top-p {2}, seed {3}</source>
        <translation>온도 {0}, top-k {1}, top-p {2}, 시드 {3}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>{0} + beginning</source>
        <translation>{0} + 앞부분</translation>
    </message>
    <message>
        <source>{0}; begins with “{1}”</source>
        <translation>{0}, 앞부분 “{1}”</translation>
    </message>
</context>
<context>
    <name>DifferencesButton</name>
    <message>
        <source>How this model differs from the paper</source>
        <translation>이 모델이 논문과 다른 점</translation>
    </message>
    <message>
        <source>differs from the paper</source>
        <translation>논문과 다름</translation>
    </message>
    <message>
        <source>{0}: what it does otherwise than the paper</source>
        <translation>{0}: 논문과 다른 점</translation>
    </message>
    <message>
        <source>This model differs from the paper:</source>
        <translation>이 모델이 논문과 다른 점:</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>A text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Replace what is typed by “{0}”?</source>
        <translation>입력한 텍스트를 “{0}” 내용으로 바꿀까요?</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z) brings back what is typed now.</source>
        <translation>실행 취소(Ctrl+Z)를 하면 지금 입력한 텍스트가 돌아옵니다.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Add at the end</source>
        <translation>끝에 덧붙이기</translation>
    </message>
    <message>
        <source>A model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Add “{0}” to the library and translate with it?</source>
        <translation>“{0}” 모델을 모델 목록에 추가하고 이 모델로 번역할까요?</translation>
    </message>
    <message>
        <source>Its files stay where they are: {0}</source>
        <translation>파일은 제자리에 그대로 있습니다: {0}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
</context>
<context>
    <name>DownloadPage</name>
    <message>
        <source>A model’s name on the hub, or a part of it</source>
        <translation>허브의 모델 이름 또는 그 일부</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Models found</source>
        <translation>찾은 모델</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>모델 내려받기</translation>
    </message>
    <message>
        <source>From the Hugging Face hub. Type a name as it stands there, or a part of it to search for. Licence and source are shown before anything is downloaded; afterwards the model works without a network.</source>
        <translation>Hugging Face 허브에서 내려받습니다. 허브의 모델 이름을 그대로 입력하거나 이름의 일부로 검색하세요. 내려받기 전에 라이선스와 출처가 표시되며, 내려받은 모델은 네트워크 없이 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation>처음이라면</translation>
    </message>
    <message>
        <source>English to German; about a thousand more pairs are named like this</source>
        <translation>영어 → 독일어. 같은 형식의 이름으로 언어 쌍 천여 개가 더 있음</translation>
    </message>
    <message>
        <source>among 100 languages, in every direction</source>
        <translation>100개 언어 사이, 모든 방향</translation>
    </message>
    <message>
        <source>among 200 languages; not for commercial use</source>
        <translation>200개 언어 사이, 상업적 이용 불가</translation>
    </message>
    <message>
        <source>Look up {0}: {1}</source>
        <translation>{0} 찾기: {1}</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>계열</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>수정일</translation>
    </message>
    <message>
        <source>Whether it can be used here</source>
        <translation>사용 가능 여부</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>The model that is on this computer already</source>
        <translation>이미 이 컴퓨터에 있는 모델</translation>
    </message>
    <message>
        <source>Install support for this family…</source>
        <translation>이 계열 지원 설치…</translation>
    </message>
    <message>
        <source>{0} in {1} files</source>
        <translation>{0}, 파일 {1}개</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>정보 없음</translation>
    </message>
    <message>
        <source>not told: ask whoever made it before you pass it on</source>
        <translation>정보 없음: 다른 사람에게 주기 전에 만든 이에게 문의하세요</translation>
    </message>
    <message>
        <source>licence not told</source>
        <translation>라이선스 정보 없음</translation>
    </message>
    <message>
        <source>{0}
changed {1}</source>
        <translation>{0}
{1} 수정</translation>
    </message>
    <message>
        <source>The hub has no translation model of such a name; try a part of it, such as “opus-mt-en”.</source>
        <translation>허브에 그런 이름의 번역 모델이 없습니다. “opus-mt-en”처럼 이름의 일부로 찾아보세요.</translation>
    </message>
    <message>
        <source>Choose one to see its licence, its source and its size.</source>
        <translation>모델을 선택하면 라이선스, 출처, 크기가 표시됩니다.</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>덜 받은 모델</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>{0} of {1} are here</source>
        <translation>{1} 중 {0} 받음</translation>
    </message>
    <message>
        <source>Go on with {0}: {1}</source>
        <translation>{0} 이어받기: {1}</translation>
    </message>
    <message>
        <source>Discard what came of {0}</source>
        <translation>{0}의 받은 부분 삭제</translation>
    </message>
    <message>
        <source>Delete what came of it</source>
        <translation>받은 부분 삭제</translation>
    </message>
    <message>
        <source>Asking the hub about {0}…</source>
        <translation>허브에서 {0} 조회 중…</translation>
    </message>
    <message>
        <source>Searching the hub for “{0}”…</source>
        <translation>허브에서 “{0}” 검색 중…</translation>
    </message>
    <message>
        <source>Its conditions have to be accepted on its page first, and a token given (hf auth login).</source>
        <translation>먼저 허브의 모델 페이지에서 이용 조건에 동의하고 토큰을 등록해야 합니다(hf auth login).</translation>
    </message>
    <message>
        <source>It is on this computer already.</source>
        <translation>이미 이 컴퓨터에 있습니다.</translation>
    </message>
    <message>
        <source>It can be used here.</source>
        <translation>이 프로그램에서 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Download ({0})</source>
        <translation>내려받기({0})</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>내려받는 중…</translation>
    </message>
    <message>
        <source>Discard a download</source>
        <translation>받은 부분 삭제</translation>
    </message>
    <message>
        <source>Discard what came of {0}?</source>
        <translation>{0}: 지금까지 받은 부분을 삭제할까요?</translation>
    </message>
    <message>
        <source>The {0} that are here are deleted; a new download begins from the start.</source>
        <translation>지금까지 받은 부분({0})이 삭제되고, 다시 내려받으면 처음부터 시작합니다.</translation>
    </message>
</context>
<context>
    <name>DownloadStrip</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>내려받기 취소</translation>
    </message>
    <message>
        <source>What is loaded so far is kept; another download goes on from there</source>
        <translation>지금까지 받은 부분은 남겨 두고 다음에 이어서 내려받습니다</translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation>{0} 내려받는 중</translation>
    </message>
    <message>
        <source>asking for the first file…</source>
        <translation>첫 파일 요청 중…</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} · about {1} left</source>
        <translation>{0} · 약 {1} 남음</translation>
    </message>
</context>
<context>
    <name>Dropped</name>
    <message>
        <source>{0} files at once are too many: drop one file or folder, or the two files of one corpus.</source>
        <translation>파일 {0}개는 한꺼번에 열 수 없습니다. 파일이나 폴더 하나, 또는 한 말뭉치의 두 파일을 놓으세요.</translation>
    </message>
    <message>
        <source>“{0}” is longer than 1 MB; translate it with “python3 main.py translate” on the command line.</source>
        <translation>“{0}” 파일은 1 MB보다 큽니다. 명령줄에서 “python3 main.py translate”로 번역하세요.</translation>
    </message>
    <message>
        <source>“{0}” cannot be read ({1}); check that you may open it.</source>
        <translation>“{0}” 파일을 읽을 수 없습니다({1}). 열 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>“{0}” is nothing that opens here: drop a text in UTF-8, a saved trace, a folder of a model or of a training, or sentence pairs.</source>
        <translation>“{0}” 파일은 여기서 열 수 없습니다. UTF-8 텍스트, 저장한 트레이스, 모델이나 학습의 폴더, 또는 문장 쌍 파일을 놓으세요.</translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message>
        <source>Models on this computer</source>
        <translation>이 컴퓨터의 모델</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>What is wrong with this model</source>
        <translation>이 모델의 문제</translation>
    </message>
    <message>
        <source>Install support for this family…</source>
        <translation>이 계열 지원 설치…</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>계열</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>이 모델 사용</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 변경…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Write it as a folder that the library transformers, and programs built on it, can load</source>
        <translation>transformers 라이브러리와 이를 쓰는 프로그램에서 불러올 수 있는 폴더로 저장</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>정보 없음</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>not named; read its card</source>
        <translation>표시 없음, 모델 카드 참고</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>프로그램에 포함됨</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>It comes with the program and stays</source>
        <translation>프로그램에 포함된 모델이라 바꾸거나 제거할 수 없음</translation>
    </message>
</context>
<context>
    <name>Estimator</name>
    <message>
        <source>it ended without an error message</source>
        <translation>아무 메시지 없이 끝났습니다</translation>
    </message>
    <message>
        <source>The time cannot be measured: {0}</source>
        <translation>시간을 잴 수 없습니다: {0}</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>Word order: the verbs go to the end</source>
        <translation>어순: 동사가 맨 끝으로</translation>
    </message>
    <message>
        <source>A short sentence, nearly word by word</source>
        <translation>거의 단어 대 단어로 옮겨지는 짧은 문장</translation>
    </message>
    <message>
        <source>Agreement: article and adjective follow the noun</source>
        <translation>일치: 명사에 맞추어 바뀌는 관사와 형용사</translation>
    </message>
    <message>
        <source>A pronoun: who is tired?</source>
        <translation>대명사: 누가 지쳤나?</translation>
    </message>
    <message>
        <source>The same pronoun: what is too wide?</source>
        <translation>같은 대명사: 무엇이 너무 넓나?</translation>
    </message>
    <message>
        <source>A question: the verb moves to the front</source>
        <translation>의문문: 동사가 앞으로</translation>
    </message>
    <message>
        <source>Negation</source>
        <translation>부정문</translation>
    </message>
    <message>
        <source>A word with two meanings: bank</source>
        <translation>뜻이 둘인 단어: bank</translation>
    </message>
    <message>
        <source>A verb in two parts: to get up</source>
        <translation>둘로 나뉘는 동사: get up</translation>
    </message>
    <message>
        <source>A name and a date are copied</source>
        <translation>그대로 옮겨지는 이름과 날짜</translation>
    </message>
    <message>
        <source>Rare words fall into pieces, and the model guesses</source>
        <translation>조각으로 나뉘는 드문 단어와 모델의 짐작</translation>
    </message>
    <message>
        <source>A clause inside a clause: every verb finds its end</source>
        <translation>절 속의 절: 동사마다 자기 절의 끝으로</translation>
    </message>
    <message>
        <source>A long sentence</source>
        <translation>긴 문장</translation>
    </message>
    <message>
        <source>Two lengths: the shorter one is padded</source>
        <translation>길이가 다른 두 문장: 짧은 쪽에 패딩</translation>
    </message>
</context>
<context>
    <name>ExtraInstall</name>
    <message>
        <source>pip could not be started ({0}); run by hand: {1}</source>
        <translation>pip를 시작하지 못했습니다({0}). 직접 실행하세요: {1}</translation>
    </message>
    <message>
        <source>pyproject.toml beside the program names no packages for this; install the program anew.</source>
        <translation>프로그램 옆의 pyproject.toml에 필요한 패키지가 적혀 있지 않습니다. 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>This Python belongs to the system and takes no packages; install them in it by hand: {0}</source>
        <translation>이 Python은 시스템이 관리하는 것이어서 여기서는 패키지를 설치할 수 없습니다. 직접 설치하세요: {0}</translation>
    </message>
    <message>
        <source>This Python has no pip; get it with your system&apos;s package manager, then run: {0}</source>
        <translation>이 Python에는 pip가 없습니다. 시스템의 패키지 관리자로 pip를 설치한 뒤 실행하세요: {0}</translation>
    </message>
    <message>
        <source>The disk is full; free some GB and try again, or later run by hand: {0}</source>
        <translation>디스크가 가득 찼습니다. 몇 GB의 공간을 확보하고 다시 시도하거나 나중에 직접 실행하세요: {0}</translation>
    </message>
    <message>
        <source>There is no build of {0} for Python {1} on this computer; run it by hand with another: {2}</source>
        <translation>이 컴퓨터의 Python {1}에 맞는 {0} 빌드가 없습니다. 다른 Python으로 직접 실행하세요: {2}</translation>
    </message>
    <message>
        <source>pip could not install it ({0}); by hand: {1}</source>
        <translation>pip로 설치하지 못했습니다({0}). 직접 실행하세요: {1}</translation>
    </message>
    <message>
        <source>putting {0} packages in place…</source>
        <translation>패키지 {0}개를 설치하는 중…</translation>
    </message>
    <message>
        <source>already on this computer</source>
        <translation>이미 이 컴퓨터에 있음</translation>
    </message>
    <message>
        <source>The packages could not be loaded, as this computer seems to have no network; connect it and try again, or with a network run by hand: {0}</source>
        <translation>이 컴퓨터가 네트워크에 연결되어 있지 않은 듯하여 패키지를 내려받지 못했습니다. 연결한 뒤 다시 시도하거나 네트워크가 될 때 직접 실행하세요: {0}</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Replace a file</source>
        <translation>파일 바꾸기</translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation>“{0}” 파일을 바꿀까요?</translation>
    </message>
    <message>
        <source>It is in {0} already; what is in it now will be lost.</source>
        <translation>이 파일은 {0} 폴더에 이미 있습니다. 바꾸면 지금 들어 있는 내용은 사라집니다.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Choose: {0}</source>
        <translation>{0} 선택</translation>
    </message>
</context>
<context>
    <name>FilesPart</name>
    <message>
        <source>1  Files</source>
        <translation>1  파일</translation>
    </message>
    <message>
        <source>Checkpoints (*.pt *.pth *.bin *.ckpt *.safetensors);;All files (*)</source>
        <translation>체크포인트 (*.pt *.pth *.bin *.ckpt *.safetensors);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>SentencePiece models (*.model *.spm);;All files (*)</source>
        <translation>SentencePiece 모델 (*.model *.spm);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>체크포인트</translation>
    </message>
    <message>
        <source>SentencePiece model</source>
        <translation>SentencePiece 모델</translation>
    </message>
    <message>
        <source>SentencePiece model of the target</source>
        <translation>타깃의 SentencePiece 모델</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>위와 같음</translation>
    </message>
    <message>
        <source>Place of the model&apos;s folder</source>
        <translation>모델 폴더를 둘 위치</translation>
    </message>
    <message>
        <source>What the shapes say</source>
        <translation>모양으로 알아낸 크기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>of the model and of its folder</source>
        <translation>모델과 모델 폴더의 이름</translation>
    </message>
    <message>
        <source>Language of the source</source>
        <translation>소스 언어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>Language of the target</source>
        <translation>타깃 언어</translation>
    </message>
    <message>
        <source>German</source>
        <translation>독일어</translation>
    </message>
    <message>
        <source>SentencePiece</source>
        <translation>SentencePiece</translation>
    </message>
    <message>
        <source>of the target</source>
        <translation>타깃용</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>저장 위치</translation>
    </message>
    <message>
        <source>Give both languages a name, for example English and German.</source>
        <translation>두 언어의 이름을 입력하세요(예: 영어, 독일어).</translation>
    </message>
    <message>
        <source>Give the model a name.</source>
        <translation>모델 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>“{0}” cannot be the name of a folder; use letters, digits and hyphens.</source>
        <translation>“{0}”은(는) 폴더 이름으로 쓸 수 없습니다. 글자, 숫자, 하이픈만 쓰세요.</translation>
    </message>
    <message>
        <source>Choose a place for the model&apos;s folder.</source>
        <translation>모델 폴더를 둘 위치를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} tensors · d_model {1} · d_ff {2} · {3} + {4} layers · {5} pieces</source>
        <translation>텐서 {0}개 · d_model {1} · d_ff {2} · 층 {3} + {4}개 · 조각 {5}개</translation>
    </message>
</context>
<context>
    <name>FootPart</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Open description…</source>
        <translation>설명 파일 열기…</translation>
    </message>
    <message>
        <source>A checkpoint.toml that says all of this</source>
        <translation>이 설정이 모두 담긴 checkpoint.toml 파일</translation>
    </message>
    <message>
        <source>Save description…</source>
        <translation>설명 파일 저장…</translation>
    </message>
    <message>
        <source>Write a checkpoint.toml, for the command line or for another time</source>
        <translation>명령줄에서 쓰거나 다음에 다시 쓸 수 있도록 checkpoint.toml로 저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Making…</source>
        <translation>만드는 중…</translation>
    </message>
    <message>
        <source>Make the model</source>
        <translation>모델 만들기</translation>
    </message>
</context>
<context>
    <name>GroupTabs</name>
    <message>
        <source>Encoder self</source>
        <translation>인코더 셀프</translation>
    </message>
    <message>
        <source>Decoder self · masked</source>
        <translation>디코더 셀프(마스크드)</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>크로스</translation>
    </message>
    <message>
        <source>Source pieces look at source pieces (key {0})</source>
        <translation>소스 조각이 소스 조각을 봅니다(단축키 {0})</translation>
    </message>
    <message>
        <source>Target pieces look at themselves and earlier ones (key {0})</source>
        <translation>타깃 조각이 자신과 앞선 조각을 봅니다(단축키 {0})</translation>
    </message>
    <message>
        <source>Target pieces look at source pieces (key {0})</source>
        <translation>타깃 조각이 소스 조각을 봅니다(단축키 {0})</translation>
    </message>
    <message>
        <source>Key {0}</source>
        <translation>{0} 키</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>디코더</translation>
    </message>
</context>
<context>
    <name>HeadMap</name>
    <message>
        <source>Attention map of one head</source>
        <translation>헤드 하나의 어텐션 맵</translation>
    </message>
    <message>
        <source>One head will appear here: each row shows where one piece looks.</source>
        <translation>헤드 하나가 여기에 나타납니다. 각 행은 한 조각이 어디를 보는지 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>HeadPanel</name>
    <message>
        <source>This head</source>
        <translation>이 헤드</translation>
    </message>
    <message>
        <source>Mean of heads</source>
        <translation>헤드 평균</translation>
    </message>
    <message>
        <source>Maximum of heads</source>
        <translation>헤드 최댓값</translation>
    </message>
    <message>
        <source>Mean of layers</source>
        <translation>층 평균</translation>
    </message>
    <message>
        <source>Maximum of layers</source>
        <translation>층 최댓값</translation>
    </message>
    <message>
        <source>Mean of all</source>
        <translation>전체 평균</translation>
    </message>
    <message>
        <source>Maximum of all</source>
        <translation>전체 최댓값</translation>
    </message>
    <message>
        <source>Plain scale</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>Stretch: √weight</source>
        <translation>대비 높임: √가중치</translation>
    </message>
    <message>
        <source>Stretch: each row</source>
        <translation>대비 높임: 행별</translation>
    </message>
    <message>
        <source>Which heads are shown</source>
        <translation>표시할 헤드</translation>
    </message>
    <message>
        <source>One head, or the mean or maximum of many</source>
        <translation>헤드 하나, 또는 여러 헤드의 평균이나 최댓값</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>색상 범위</translation>
    </message>
    <message>
        <source>How weights become colours; a stretch is named in the legend</source>
        <translation>가중치를 색으로 나타내는 방식(대비를 높이면 범례에 표시)</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>The exact numbers of this map, to read and to copy</source>
        <translation>이 맵의 정확한 수치를 읽고 복사합니다</translation>
    </message>
    <message>
        <source>One head</source>
        <translation>헤드 하나</translation>
    </message>
    <message>
        <source>rows look at columns</source>
        <translation>행이 열을 봄</translation>
    </message>
    <message>
        <source>rows: input piece → predicts next</source>
        <translation>행: 입력 조각 → 예측하는 다음 조각</translation>
    </message>
    <message>
        <source>rows: input → next</source>
        <translation>행: 입력 → 다음 조각</translation>
    </message>
    <message>
        <source>Layer {0} · mean of {1}</source>
        <translation>층 {0} · {1}의 평균</translation>
    </message>
    <message>
        <source>Layer {0} · maximum of {1}</source>
        <translation>층 {0} · {1}의 최댓값</translation>
    </message>
    <message>
        <source>Head {0} · mean of {1}</source>
        <translation>헤드 {0} · {1}의 평균</translation>
    </message>
    <message>
        <source>Head {0} · maximum of {1}</source>
        <translation>헤드 {0} · {1}의 최댓값</translation>
    </message>
    <message>
        <source>Mean of {0}</source>
        <translation>{0}의 평균</translation>
    </message>
    <message>
        <source>Maximum of {0}</source>
        <translation>{0}의 최댓값</translation>
    </message>
</context>
<context>
    <name>HeadStepsView</name>
    <message>
        <source>softmax({0} + bias) V</source>
        <translation>softmax({0} + 편향) V</translation>
    </message>
    <message>
        <source>Attention(Q, K, V) = {0}   ·   {1}</source>
        <translation>Attention(Q, K, V) = {0}   ·   {1}</translation>
    </message>
    <message>
        <source>Stage {0}: {1}</source>
        <translation>계산 단계 {0}: {1}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Play the stages</source>
        <translation>계산 단계 재생</translation>
    </message>
    <message>
        <source>future</source>
        <translation>미래</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>패딩</translation>
    </message>
    <message>
        <source>q of “{0}” · k</source>
        <translation>“{0}”의 q · k</translation>
    </message>
    <message>
        <source>not divided</source>
        <translation>나누지 않음</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>e^(x − {0:g})</source>
        <translation>e^(x − {0:g})</translation>
    </message>
    <message>
        <source>eˣ</source>
        <translation>eˣ</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>length of weight × v</source>
        <translation>가중치 × v의 길이</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>허용</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합</translation>
    </message>
</context>
<context>
    <name>HeadTiles</name>
    <message>
        <source>Heads shown</source>
        <translation>표시된 헤드</translation>
    </message>
    <message>
        <source>head {0}</source>
        <translation>헤드 {0}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켜짐</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>On: {0}. At head {1}, which is {2}</source>
        <translation>켜짐: {0}. 현재 헤드 {1}: {2}</translation>
    </message>
    <message>
        <source>Head {0}: click to switch it, double-click to see it alone and again to bring all back</source>
        <translation>헤드 {0}: 클릭하면 켜거나 끄고, 두 번 클릭하면 이 헤드만 보며, 다시 두 번 클릭하면 모두 되돌립니다</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Translucent</source>
        <translation>Translucent</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>The model that translates</source>
        <translation>번역에 쓰는 모델</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Translate while you type</source>
        <translation>입력하는 대로 바로 번역합니다</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>모델…</translation>
    </message>
    <message>
        <source>All models of this computer: their cards, and how to get more (Ctrl+O)</source>
        <translation>이 컴퓨터의 모든 모델: 모델 카드, 모델을 더 받는 방법(Ctrl+O)</translation>
    </message>
    <message>
        <source>Open a model folder…</source>
        <translation>모델 폴더 열기…</translation>
    </message>
    <message>
        <source>Open a trace…</source>
        <translation>트레이스 열기…</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>모델 선택</translation>
    </message>
    <message>
        <source>● Live</source>
        <translation>● 실시간</translation>
    </message>
    <message>
        <source>○ Live</source>
        <translation>○ 실시간</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop decoding</source>
        <translation>디코딩 중지</translation>
    </message>
    <message>
        <source>Translate (Ctrl+Enter)</source>
        <translation>번역(Ctrl+Enter)</translation>
    </message>
    <message>
        <source>after each sub-layer</source>
        <translation>각 서브층 뒤</translation>
    </message>
    <message>
        <source>before each sub-layer</source>
        <translation>각 서브층 앞</translation>
    </message>
    <message>
        <source>family: {0}</source>
        <translation>계열: {0}</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>파라미터 {0}개</translation>
    </message>
    <message>
        <source>d_model {0}, d_ff {1}, norm {2}</source>
        <translation>d_model {0}, d_ff {1}, 정규화 위치: {2}</translation>
    </message>
    <message>
        <source>vocabulary {0} / {1} pieces</source>
        <translation>어휘: 조각 {0} / {1}개</translation>
    </message>
    <message>
        <source>This model differs from the paper:</source>
        <translation>이 모델이 논문과 다른 점:</translation>
    </message>
    <message>
        <source>{0} · d_model {1}</source>
        <translation>{0} · d_model {1}</translation>
    </message>
    <message>
        <source>encoder {0}, decoder {1}, {2}</source>
        <translation>인코더 {0}, 디코더 {1}, {2}</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>불러오는 중…</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>As a table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>The exact numbers of this view, to read, to copy and to save</source>
        <translation>이 화면의 정확한 수치를 읽고 복사하고 저장합니다</translation>
    </message>
</context>
<context>
    <name>HeadsModel</name>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>head</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>L</source>
        <translation>층</translation>
    </message>
    <message>
        <source>H</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}, {1}: {2}</source>
        <translation>{0}, {1}: {2}</translation>
    </message>
</context>
<context>
    <name>HeadsTable</name>
    <message>
        <source>All heads with their measures</source>
        <translation>모든 헤드와 지표</translation>
    </message>
    <message>
        <source>Enter sorts by the current column</source>
        <translation>Enter를 누르면 현재 열로 정렬</translation>
    </message>
</context>
<context>
    <name>Heatmap</name>
    <message>
        <source>Choose a layer up to {0} and a head up to {1}, or neither.</source>
        <translation>층은 {0}까지, 헤드는 {1}까지 선택하거나 둘 다 비워 두세요.</translation>
    </message>
    <message>
        <source>A figure can be .png, .svg or .pdf, not &apos;{0}&apos;; change the name.</source>
        <translation>그림은 .png, .svg, .pdf로만 저장할 수 있습니다. 파일 이름 &apos;{0}&apos;의 확장자를 바꾸세요.</translation>
    </message>
    <message>
        <source>row maximum</source>
        <translation>행 최댓값</translation>
    </message>
    <message>
        <source>masked (future)</source>
        <translation>가려짐(미래)</translation>
    </message>
    <message>
        <source>masked (padding)</source>
        <translation>가려짐(패딩)</translation>
    </message>
    <message>
        <source>stretched: √weight</source>
        <translation>대비 높임: √가중치</translation>
    </message>
    <message>
        <source>stretched: each row to its maximum</source>
        <translation>대비 높임: 행마다 그 최댓값까지</translation>
    </message>
    <message>
        <source>encoder self-attention</source>
        <translation>인코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>decoder self-attention</source>
        <translation>디코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>크로스 어텐션</translation>
    </message>
    <message>
        <source>Layer {0} · Head {1}</source>
        <translation>층 {0} · 헤드 {1}</translation>
    </message>
    <message>
        <source>each pixel: the largest of its cells</source>
        <translation>픽셀마다 그 안의 칸 가운데 가장 큰 값</translation>
    </message>
    <message>
        <source>L{0}</source>
        <translation>L{0}</translation>
    </message>
    <message>
        <source>H{0}</source>
        <translation>H{0}</translation>
    </message>
    <message>
        <source>masked: future piece</source>
        <translation>가려짐: 미래 조각</translation>
    </message>
    <message>
        <source>masked: padding</source>
        <translation>가려짐: 패딩</translation>
    </message>
    <message>
        <source>{0} cannot look at {1}</source>
        <translation>{0}: {1} 조각은 볼 수 없음</translation>
    </message>
    <message>
        <source>{0} looks at {1}</source>
        <translation>{0}: {1} 조각을 봄</translation>
    </message>
    <message>
        <source>All {0}, {1}</source>
        <translation>전체 {0}, {1}</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>층 1개</translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation>층 {0}개</translation>
    </message>
    <message>
        <source>1 head</source>
        <translation>헤드 1개</translation>
    </message>
    <message>
        <source>{0} heads</source>
        <translation>헤드 {0}개</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>행 1개</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>행 {0}개</translation>
    </message>
    <message>
        <source>{0} × {1}</source>
        <translation>{0} × {1}</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>no such attention in this model</source>
        <translation>이 모델에는 이런 어텐션이 없습니다</translation>
    </message>
    <message>
        <source>{0} gets no share of {1}</source>
        <translation>{0}: {1}에 대한 몫 없음</translation>
    </message>
    <message>
        <source>{0}: this step looks at {1}</source>
        <translation>{0}: 이 단계에서 {1} 조각을 봄</translation>
    </message>
    <message>
        <source>{0} nats</source>
        <translation>{0} nat</translation>
    </message>
    <message>
        <source>{0} of {1}, for the log-probability of {2}</source>
        <translation>{1}의 {0}: {2}의 로그 확률에 대한 몫</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Target so far</source>
        <translation>지금까지의 타깃</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>크로스 어텐션</translation>
    </message>
    <message>
        <source>decoder self-attention</source>
        <translation>디코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>어텐션</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>몫</translation>
    </message>
    <message>
        <source>against</source>
        <translation>불리</translation>
    </message>
    <message>
        <source>for the chosen piece</source>
        <translation>선택된 조각에 유리</translation>
    </message>
    <message>
        <source>length {0}</source>
        <translation>길이 {0}</translation>
    </message>
    <message>
        <source>q, k ±{0} · q×k ±{1} · v ±{2} · out ±{3}</source>
        <translation>q, k ±{0} · q×k ±{1} · v ±{2} · 출력 ±{3}</translation>
    </message>
    <message>
        <source>their lengths</source>
        <translation>각각의 길이</translation>
    </message>
    <message>
        <source>query {0}  ·  key {1}</source>
        <translation>쿼리 {0}  ·  키 {1}</translation>
    </message>
    <message>
        <source>q · k</source>
        <translation>q · k</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>mask: future</source>
        <translation>마스크: 미래</translation>
    </message>
    <message>
        <source>mask: padding</source>
        <translation>마스크: 패딩</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>nothing is allowed in this row: all weights are 0</source>
        <translation>이 행에는 볼 수 있는 키가 없음: 가중치는 모두 0</translation>
    </message>
    <message>
        <source>{0} = {1} ÷ row&apos;s sum {2} = {3}</source>
        <translation>{0} = {1} ÷ 행의 합 {2} = {3}</translation>
    </message>
    <message>
        <source>without {0}</source>
        <translation>{0} 없이</translation>
    </message>
    <message>
        <source>without the mask</source>
        <translation>마스크 없이</translation>
    </message>
    <message>
        <source>sum {0}</source>
        <translation>합 {0}</translation>
    </message>
    <message>
        <source>q × k</source>
        <translation>q × k</translation>
    </message>
    <message>
        <source>{0} × v</source>
        <translation>{0} × v</translation>
    </message>
    <message>
        <source>weight × v = {0}</source>
        <translation>가중치 × v = {0}</translation>
    </message>
    <message>
        <source>sum over keys</source>
        <translation>모든 키의 합</translation>
    </message>
    <message>
        <source>sum of all weights × v = {0}</source>
        <translation>모든 가중치 × v의 합 = {0}</translation>
    </message>
    <message>
        <source>× its W_O</source>
        <translation>× 헤드 W_O</translation>
    </message>
    <message>
        <source>this head adds {0}</source>
        <translation>이 헤드가 더하는 값 {0}</translation>
    </message>
    <message>
        <source>head {0} adds {1}</source>
        <translation>헤드 {0}에서 더하는 값 {1}</translation>
    </message>
    <message>
        <source>the bias adds {0}</source>
        <translation>편향이 더하는 값 {0}</translation>
    </message>
    <message>
        <source>+ bias of W_O</source>
        <translation>+ W_O의 편향</translation>
    </message>
    <message>
        <source>= output</source>
        <translation>= 출력</translation>
    </message>
    <message>
        <source>= output (no bias)</source>
        <translation>= 출력(편향 없음)</translation>
    </message>
    <message>
        <source>the output is {0}</source>
        <translation>출력 {0}</translation>
    </message>
    <message>
        <source>number {0} of {1}</source>
        <translation>수 {1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>masked: weight 0</source>
        <translation>가려짐: 가중치 0</translation>
    </message>
    <message>
        <source>{0} ÷ {1} = {2}</source>
        <translation>{0} ÷ {1} = {2}</translation>
    </message>
    <message>
        <source>+ bias</source>
        <translation>+ 편향</translation>
    </message>
    <message>
        <source>Q Kᵀ</source>
        <translation>Q Kᵀ</translation>
    </message>
    <message>
        <source>masked: −∞</source>
        <translation>가려짐: −∞</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>{0}, step {1}: place {2} is {3}; log-probability {4}</source>
        <translation>{0}, 단계 {1}: {2}위 {3}, 로그 확률 {4}</translation>
    </message>
    <message>
        <source>{0}, step {1}: would say {2} (p {3}); entropy {4} nats</source>
        <translation>{0}, 단계 {1}: 예측 {2}(p {3}), 엔트로피 {4} nat</translation>
    </message>
    <message>
        <source>#{0}</source>
        <translation>{0}위</translation>
    </message>
    <message>
        <source>Step {0}: reads {1}, chose {2}</source>
        <translation>단계 {0}: {1} 읽음, {2} 선택</translation>
    </message>
    <message>
        <source>best</source>
        <translation>1위</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}위</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>layer {0}</source>
        <translation>층 {0}</translation>
    </message>
    <message>
        <source>no head is on; click a tile above</source>
        <translation>켜진 헤드가 없습니다. 위의 타일을 클릭하세요</translation>
    </message>
    <message>
        <source>{0} looks at</source>
        <translation>{0}이(가) 보는 곳</translation>
    </message>
    <message>
        <source>who looks at “{0}”</source>
        <translation>“{0}”을(를) 보는 조각</translation>
    </message>
    <message>
        <source>{0}: masked</source>
        <translation>{0}: 가려짐</translation>
    </message>
    <message>
        <source>H{0} {1}</source>
        <translation>H{0} {1}</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>the {0} strongest of {1}; all are in the table</source>
        <translation>{1}개 중 상위 {0}개, 전체는 표에 있음</translation>
    </message>
    <message>
        <source>opacity = weight</source>
        <translation>진하기 = 가중치</translation>
    </message>
    <message>
        <source>The {0} largest logits</source>
        <translation>가장 큰 로짓 {0}개</translation>
    </message>
    <message>
        <source>Logit → probability</source>
        <translation>로짓 → 확률</translation>
    </message>
    <message>
        <source>log Σ exp = {0}</source>
        <translation>log Σ exp = {0}</translation>
    </message>
    <message>
        <source>{0}: exp({1} − {2}) = {3}</source>
        <translation>{0}: exp({1} − {2}) = {3}</translation>
    </message>
    <message>
        <source>All {0} logits</source>
        <translation>로짓 {0}개 전체</translation>
    </message>
    <message>
        <source>log. counts</source>
        <translation>개수(로그)</translation>
    </message>
    <message>
        <source>chosen: {0}</source>
        <translation>선택: {0}</translation>
    </message>
    <message>
        <source>{0} pieces have a logit from {1} to {2}</source>
        <translation>로짓이 {1}에서 {2} 사이인 조각 {0}개</translation>
    </message>
    <message>
        <source>= sum</source>
        <translation>= 합</translation>
    </message>
    <message>
        <source>= x + Sublayer(x)</source>
        <translation>= x + Sublayer(x)</translation>
    </message>
    <message>
        <source>+ {0}</source>
        <translation>+ {0}</translation>
    </message>
    <message>
        <source>What leaves this box at all {0} positions</source>
        <translation>이 상자의 출력, 위치 {0}개 전체</translation>
    </message>
    <message>
        <source>LayerNorm(…)</source>
        <translation>LayerNorm(…)</translation>
    </message>
    <message>
        <source>gain γ</source>
        <translation>스케일 γ</translation>
    </message>
    <message>
        <source>bias β</source>
        <translation>편향 β</translation>
    </message>
    <message>
        <source>Each number picks a row of {0} numbers</source>
        <translation>각 번호가 고르는 {0}차원 벡터</translation>
    </message>
    <message>
        <source> (here × {0:g})</source>
        <translation> (여기서는 × {0:g})</translation>
    </message>
    <message>
        <source>row {0}: {1}</source>
        <translation>행 {0}: {1}</translation>
    </message>
    <message>
        <source>× √{0} = {1:g}</source>
        <translation>× √{0} = {1:g}</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>+ learned</source>
        <translation>+ 학습된 위치</translation>
    </message>
    <message>
        <source>+ sinusoids</source>
        <translation>+ 사인파</translation>
    </message>
    <message>
        <source>= input</source>
        <translation>= 입력</translation>
    </message>
    <message>
        <source>a learned weight</source>
        <translation>학습된 가중치</translation>
    </message>
    <message>
        <source>The learned vectors of all {0} positions</source>
        <translation>학습된 위치 벡터, 위치 {0}개 전체</translation>
    </message>
    <message>
        <source>The sinusoids of all {0} positions</source>
        <translation>사인파, 위치 {0}개 전체</translation>
    </message>
    <message>
        <source>LayerNorm(x)</source>
        <translation>LayerNorm(x)</translation>
    </message>
    <message>
        <source>→ Sublayer(…)</source>
        <translation>→ Sublayer(…)</translation>
    </message>
    <message>
        <source>in {0}, out {1}: each number that comes out depends on all that go in</source>
        <translation>입력 {0}, 출력 {1}: 출력의 각 수는 입력의 모든 수에 따라 달라짐</translation>
    </message>
    <message>
        <source>Keys and values: the encoder’s output</source>
        <translation>키와 밸류: 인코더의 출력</translation>
    </message>
    <message>
        <source>Queries, keys and values: what goes in</source>
        <translation>쿼리, 키, 밸류: 들어오는 값</translation>
    </message>
    <message>
        <source>decoder’s output</source>
        <translation>디코더 출력</translation>
    </message>
    <message>
        <source>× {0} (±{1})</source>
        <translation>× {0} (±{1})</translation>
    </message>
    <message>
        <source>= product (±{0})</source>
        <translation>= 곱 (±{0})</translation>
    </message>
    <message>
        <source>all {0} products add up to the logit of {1}: {2}</source>
        <translation>곱 {0}개를 모두 더하면 {1}의 로짓: {2}</translation>
    </message>
    <message>
        <source>all {0} products and the bias {1} add up to the logit of {2}: {3}</source>
        <translation>곱 {0}개를 모두 더하고 편향 {1}까지 더하면 {2}의 로짓: {3}</translation>
    </message>
    <message>
        <source>chosen: {0}, exp({1} − {2}) = {3}</source>
        <translation>선택: {0}, exp({1} − {2}) = {3}</translation>
    </message>
    <message>
        <source>The way of “{0}”</source>
        <translation>“{0}”의 경로</translation>
    </message>
    <message>
        <source>end</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>in</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>before (pre)</source>
        <translation>앞(pre)</translation>
    </message>
    <message>
        <source>after (post)</source>
        <translation>뒤(post)</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>어휘</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>층 정규화</translation>
    </message>
    <message>
        <source>{0}: masked, a future piece</source>
        <translation>{0}: 가려짐, 미래 조각</translation>
    </message>
    <message>
        <source>{0}, dimension {1}: {2}</source>
        <translation>{0}, 차원 {1}: {2}</translation>
    </message>
    <message>
        <source>; weight {0}</source>
        <translation>; 가중치 {0}</translation>
    </message>
    <message>
        <source>dim {0}</source>
        <translation>차원 {0}</translation>
    </message>
    <message>
        <source>The pieces in order, each with its number in the vocabulary</source>
        <translation>순서대로 놓인 조각과 각각의 어휘 번호</translation>
    </message>
    <message>
        <source>What goes in (above) and the piece that each position predicts (below)</source>
        <translation>입력(위)과 각 위치가 예측하는 조각(아래)</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}개</translation>
    </message>
    <message>
        <source>position {0}: {1}, number {2} in the vocabulary</source>
        <translation>위치 {0}: {1}, 어휘 번호 {2}</translation>
    </message>
    <message>
        <source>What each position may read, and what it has to find</source>
        <translation>각 위치가 읽을 수 있는 것과 맞혀야 하는 것</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>분산</translation>
    </message>
    <message>
        <source>{0} of {1} units are active: {2} %</source>
        <translation>유닛 {1}개 중 {0}개 활성: {2}%</translation>
    </message>
    <message>
        <source>active: greater than 0 after {0}</source>
        <translation>활성: {0} 뒤의 값이 0보다 큼</translation>
    </message>
    <message>
        <source>unit {0}</source>
        <translation>유닛 {0}</translation>
    </message>
    <message>
        <source>unit {0}: {1}, number {2} of {3}</source>
        <translation>유닛 {0}: {1}, {3}개 중 {2}위</translation>
    </message>
    <message>
        <source>{0}(pos / 10000^({1}))</source>
        <translation>{0}(pos / 10000^({1}))</translation>
    </message>
    <message>
        <source>Dimension {0} over the positions</source>
        <translation>위치에 따른 차원 {0}의 값</translation>
    </message>
    <message>
        <source>one wave: {0} positions</source>
        <translation>한 주기: 위치 {0}개</translation>
    </message>
    <message>
        <source>pos 0</source>
        <translation>pos 0</translation>
    </message>
    <message>
        <source>position {0}, dimension {1}: {2}</source>
        <translation>위치 {0}, 차원 {1}: {2}</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>디코더</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>피드포워드</translation>
    </message>
    <message>
        <source>Cross-attention</source>
        <translation>크로스 어텐션</translation>
    </message>
    <message>
        <source>Self-attention</source>
        <translation>셀프 어텐션</translation>
    </message>
    <message>
        <source>Masked self-attention</source>
        <translation>마스크드 셀프 어텐션</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Outputs, shifted right</source>
        <translation>출력, 한 칸 밀림</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>+ positions</source>
        <translation>+ 위치</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>층 정규화</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>덧셈</translation>
    </message>
    <message>
        <source>Add &amp; norm</source>
        <translation>덧셈·층 정규화</translation>
    </message>
    <message>
        <source>Last norm</source>
        <translation>마지막 층 정규화</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Masked attention</source>
        <translation>마스크드 어텐션</translation>
    </message>
    <message>
        <source>L{0} · {1}</source>
        <translation>L{0} · {1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}, layer {1} of {2}: {3}</source>
        <translation>{0}, 층 {1}/{2}: {3}</translation>
    </message>
    <message>
        <source>input pieces</source>
        <translation>입력 조각</translation>
    </message>
    <message>
        <source>output pieces, shifted right</source>
        <translation>출력 조각, 오른쪽으로 한 칸 밀림</translation>
    </message>
    <message>
        <source>positions are added</source>
        <translation>위치를 더함</translation>
    </message>
    <message>
        <source>norm before {0}</source>
        <translation>{0} 앞의 층 정규화</translation>
    </message>
    <message>
        <source>{0} is added</source>
        <translation>{0}을(를) 더함</translation>
    </message>
    <message>
        <source>add &amp; norm after {0}</source>
        <translation>{0} 뒤의 덧셈·층 정규화</translation>
    </message>
    <message>
        <source>last norm</source>
        <translation>마지막 층 정규화</translation>
    </message>
    <message>
        <source>linear, to logits</source>
        <translation>선형 변환, 로짓으로</translation>
    </message>
    <message>
        <source>softmax, to probabilities</source>
        <translation>소프트맥스, 확률로</translation>
    </message>
    <message>
        <source>Q {0}, K V [{1}, {2}] → {0}</source>
        <translation>Q {0}, K V [{1}, {2}] → {0}</translation>
    </message>
    <message>
        <source>row · √d_model</source>
        <translation>행 · √d_model</translation>
    </message>
    <message>
        <source>Concat(head₁ … head_h) W_O</source>
        <translation>Concat(head₁ … head_h) W_O</translation>
    </message>
    <message>
        <source>max(0, x W₁ + b₁) W₂ + b₂</source>
        <translation>max(0, x W₁ + b₁) W₂ + b₂</translation>
    </message>
    <message>
        <source>{0}(x W₁ + b₁) W₂ + b₂</source>
        <translation>{0}(x W₁ + b₁) W₂ + b₂</translation>
    </message>
    <message>
        <source>row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>embedding + sinusoids</source>
        <translation>임베딩 + 사인파</translation>
    </message>
    <message>
        <source>x + Sublayer(LayerNorm(x))</source>
        <translation>x + Sublayer(LayerNorm(x))</translation>
    </message>
    <message>
        <source>LayerNorm(x + Sublayer(x))</source>
        <translation>LayerNorm(x + Sublayer(x))</translation>
    </message>
    <message>
        <source>output · row of each piece</source>
        <translation>출력 · 각 조각의 행</translation>
    </message>
    <message>
        <source>exp(logit) / Σ exp(logits)</source>
        <translation>exp(로짓) / Σ exp(로짓)</translation>
    </message>
    <message>
        <source>The sentence cut into pieces of the vocabulary; the model knows each piece only by its number.</source>
        <translation>문장을 어휘의 조각으로 자른 것입니다. 모델은 각 조각을 번호로만 압니다.</translation>
    </message>
    <message>
        <source>What has been written so far, shifted right: &lt;s&gt; stands first, and each position predicts the piece after its own. Unshifted, it would be given the very piece it has to find (section 3.1).</source>
        <translation>지금까지 쓴 것을 오른쪽으로 한 칸 민 것입니다. 맨 앞에 &lt;s&gt;가 오고, 각 위치는 자기 다음 조각을 예측합니다. 밀지 않으면 맞혀야 할 바로 그 조각이 입력으로 들어옵니다(3.1절).</translation>
    </message>
    <message>
        <source>Each piece is a row of {0} numbers that training found. The paper multiplies them by √d_model; this model takes them as they are (section 3.4).</source>
        <translation>각 조각은 학습으로 얻은 {0}차원 벡터입니다. 논문은 여기에 √d_model을 곱하지만, 이 모델은 그대로 씁니다(3.4절).</translation>
    </message>
    <message>
        <source>Each piece is a row of {0} numbers that training found. The factor √{0} = {1:g} makes them as large as the positions that are added next, which would drown them otherwise (section 3.4).</source>
        <translation>각 조각은 학습으로 얻은 {0}차원 벡터입니다. √{0} = {1:g}배로 키우면 다음에 더할 위치 값과 크기가 비슷해집니다. 그러지 않으면 위치 값에 묻힙니다(3.4절).</translation>
    </message>
    <message>
        <source>Attention by itself sees a bag of pieces, not a row. So each position adds its own pattern of fast and slow waves, and equal pieces at different places become different vectors (section 3.5).</source>
        <translation>어텐션 자체는 조각을 순서 있는 줄이 아니라 그저 한 묶음으로 봅니다. 그래서 위치마다 빠르고 느린 파동으로 된 고유한 무늬를 더합니다. 같은 조각도 자리가 다르면 다른 벡터가 됩니다(3.5절).</translation>
    </message>
    <message>
        <source>the embedding matrix, used once more</source>
        <translation>임베딩 행렬을 한 번 더 사용</translation>
    </message>
    <message>
        <source>a matrix of its own</source>
        <translation>별도의 행렬</translation>
    </message>
    <message>
        <source>The last vector is compared with one row for every piece of the vocabulary ({0}): multiplied number by number and summed up, that is the piece’s logit (section 3.4).</source>
        <translation>마지막 벡터를 어휘의 조각마다 하나씩 있는 행({0})과 비교합니다. 수끼리 곱해 모두 더한 값이 그 조각의 로짓입니다(3.4절).</translation>
    </message>
    <message>
        <source>Each logit becomes e to its power, divided by the sum of all {0}: probabilities that sum to 1. The piece that is chosen is the decoder’s next input (section 3.4).</source>
        <translation>e를 각 로짓만큼 거듭제곱하고 {0}개 전체의 합으로 나눕니다. 그러면 합이 1인 확률이 됩니다. 선택된 조각은 디코더의 다음 입력이 됩니다(3.4절).</translation>
    </message>
    <message>
        <source>The last sub-layer, and the only one where positions do not meet. </source>
        <translation>마지막 서브층이며, 위치끼리 만나지 않는 유일한 서브층입니다. </translation>
    </message>
    <message>
        <source>all below zero become 0</source>
        <translation>0보다 작은 값은 모두 0이 된 뒤</translation>
    </message>
    <message>
        <source>an activation ({0})</source>
        <translation>활성화 함수({0})를 거친 뒤</translation>
    </message>
    <message>
        <source>{0} numbers become {1}, then {2}, and they become {0} again (section 3.3).</source>
        <translation>{0}차원 벡터가 {1}차원이 되고, {2} 다시 {0}차원이 됩니다(3.3절).</translation>
    </message>
    <message>
        <source>The second of three sub-layers: the decoder asks (queries), the encoder’s output answers (keys and values). Only here does the translation read the source sentence (section 3.2.3).</source>
        <translation>세 서브층 중 두 번째입니다. 디코더가 묻고(쿼리) 인코더의 출력이 답합니다(키와 밸류). 번역이 소스 문장을 읽는 곳은 여기뿐입니다(3.2.3절).</translation>
    </message>
    <message>
        <source>The first of three sub-layers: each position looks at itself and at what was written before, in {0} heads of {1} numbers. What comes later is masked, or training would give the answer away (section 3.2.3).</source>
        <translation>세 서브층 중 첫 번째입니다. 각 위치가 자신과 앞서 쓴 것을 봅니다. 헤드는 {0}개이고 헤드마다 {1}차원입니다. 뒤에 올 것은 가립니다. 그러지 않으면 학습할 때 답이 드러납니다(3.2.3절).</translation>
    </message>
    <message>
        <source>Each position looks at all pieces of the sentence and takes in a mixture of them, in {0} heads of {1} numbers; W_O turns them into {2} numbers again, so that they can be added to x (section 3.2.2).</source>
        <translation>각 위치가 문장의 모든 조각을 보고 그것들을 섞어 받아들입니다. 헤드는 {0}개이고 헤드마다 {1}차원입니다. W_O가 이를 다시 {2}차원으로 바꾸어 x에 더할 수 있게 합니다(3.2.2절).</translation>
    </message>
    <message>
        <source>This model normalises before the sub-layer (pre-norm), unlike the paper: only the sub-layer’s own copy gets mean 0 and variance 1, then · γ + β, which are learnt; x itself goes by untouched.</source>
        <translation>이 모델은 논문과 달리 서브층 앞에서 정규화합니다(pre-norm). 서브층에 들어가는 복사본만 평균 0, 분산 1이 된 뒤 학습된 γ를 곱하고 β를 더하며, x 자체는 그대로 지나갑니다.</translation>
    </message>
    <message>
        <source>x comes from the sub-layer below.</source>
        <translation>x는 아래 서브층에서 옵니다.</translation>
    </message>
    <message>
        <source>x comes from layer {0}.</source>
        <translation>x는 {0}층에서 옵니다.</translation>
    </message>
    <message>
        <source>x is the embeddings.</source>
        <translation>x는 임베딩입니다.</translation>
    </message>
    <message>
        <source>The attention’s output is added (residual connection): through the sum, gradients also reach x directly, so that early layers learn.</source>
        <translation>여기에 어텐션의 출력을 더합니다(잔차 연결). 그래디언트는 이 덧셈을 통해 x에 곧바로도 전해지므로 아래쪽 층도 잘 배웁니다.</translation>
    </message>
    <message>
        <source>What was read from the source is added; only equal widths add up, so d_model stays {0}.</source>
        <translation>여기에 소스에서 읽어 온 내용을 더합니다. 차원 수가 같아야 더할 수 있으므로 d_model은 어디서나 {0}입니다.</translation>
    </message>
    <message>
        <source>The network’s output is added, so that a layer learns only the change.</source>
        <translation>여기에 피드포워드 네트워크의 출력을 더하므로, 층은 바꿀 부분만 배우면 됩니다.</translation>
    </message>
    <message>
        <source>Pre-norm: the sum stays as it is; the paper has LayerNorm(x + Sublayer(x)) (section 3.1).</source>
        <translation>pre-norm이라 더한 결과는 그대로 둡니다. 논문의 순서는 LayerNorm(x + Sublayer(x))입니다(3.1절).</translation>
    </message>
    <message>
        <source>LayerNorm: mean 0, variance 1, then · γ + β, which are learnt (section 3.1).</source>
        <translation>LayerNorm은 평균 0, 분산 1로 맞춘 뒤, 학습된 γ를 곱하고 β를 더합니다(3.1절).</translation>
    </message>
    <message>
        <source>The result is the cross-attention’s x.</source>
        <translation>결과는 크로스 어텐션의 x가 됩니다.</translation>
    </message>
    <message>
        <source>The result is the feed-forward network’s x.</source>
        <translation>결과는 피드포워드 네트워크의 x가 됩니다.</translation>
    </message>
    <message>
        <source>The result is layer {0}’s x.</source>
        <translation>결과는 {0}층의 x가 됩니다.</translation>
    </message>
    <message>
        <source>The result goes to the stack’s last norm.</source>
        <translation>결과는 스택 끝의 층 정규화로 갑니다.</translation>
    </message>
    <message>
        <source>The result is the encoder’s output: every cross-attention reads it.</source>
        <translation>결과가 인코더의 출력이며, 모든 크로스 어텐션이 이것을 읽습니다.</translation>
    </message>
    <message>
        <source>The result is the decoder’s output: the next piece is read from it.</source>
        <translation>결과가 디코더의 출력이며, 여기서 다음 조각을 읽어 냅니다.</translation>
    </message>
    <message>
        <source>In a pre-norm model the sums grow from layer to layer, so one more LayerNorm stands at the stack’s end. The paper’s model has none here: its layers end in a norm already.</source>
        <translation>pre-norm 모델에서는 합이 층마다 커지므로 스택 끝에 LayerNorm이 하나 더 있습니다. 논문의 모델은 각 층이 이미 정규화로 끝나므로 여기에 LayerNorm이 없습니다.</translation>
    </message>
    <message>
        <source>input, shifted →</source>
        <translation>입력, 한 칸 밀림 →</translation>
    </message>
    <message>
        <source>target</source>
        <translation>타깃</translation>
    </message>
    <message>
        <source>loss, nats</source>
        <translation>손실(nat)</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>순위</translation>
    </message>
    <message>
        <source>would say</source>
        <translation>모델 예측</translation>
    </message>
    <message>
        <source>step by step</source>
        <translation>단계별</translation>
    </message>
    <message>
        <source>step {0} of the step-by-step run chose {1}; loss {2} nats</source>
        <translation>단계별 실행의 단계 {0}: 선택 {1}, 손실 {2} nat</translation>
    </message>
    <message>
        <source>position {0} reads {1} and everything before it</source>
        <translation>위치 {0}: {1}와(과) 그 앞을 모두 읽음</translation>
    </message>
    <message>
        <source>after {0} the model would say {1}; the reference says {2}</source>
        <translation>{0} 다음: 모델 예측 {1}, 참조 번역 {2}</translation>
    </message>
    <message>
        <source>{0} after {1}: p {2}, rank {3}</source>
        <translation>{1} 다음의 {0}: p {2}, {3}위</translation>
    </message>
    <message>
        <source>{0} (read as &lt;unk&gt;) after {1}: p {2}, rank {3}</source>
        <translation>{1} 다음의 {0}(&lt;unk&gt;로 읽음): p {2}, {3}위</translation>
    </message>
    <message>
        <source>loss {0} nats</source>
        <translation>손실 {0} nat</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>허용</translation>
    </message>
    <message>
        <source>may look</source>
        <translation>볼 수 있음</translation>
    </message>
    <message>
        <source>length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>q · k of every query and key: sums of {0} products</source>
        <translation>모든 쿼리와 키의 q · k: 곱 {0}개의 합</translation>
    </message>
    <message>
        <source>÷ {0}, plus a learned bias for each distance</source>
        <translation>÷ {0}, 거리마다 학습된 편향을 더함</translation>
    </message>
    <message>
        <source>plus a learned bias for each distance</source>
        <translation>거리마다 학습된 편향을 더함</translation>
    </message>
    <message>
        <source>not divided: this model leaves q · k as it is</source>
        <translation>나누지 않음: 이 모델은 q · k를 그대로 씀</translation>
    </message>
    <message>
        <source>divided by √d_k = {0} = {1}</source>
        <translation>√d_k = {0} = {1}(으)로 나눔</translation>
    </message>
    <message>
        <source>masked: what may not be looked at becomes −∞</source>
        <translation>마스크: 볼 수 없는 칸은 −∞가 됨</translation>
    </message>
    <message>
        <source>softmax: eˣ ÷ the row&apos;s sum, so rows add up to 1</source>
        <translation>소프트맥스: eˣ ÷ 행의 합, 따라서 각 행의 합은 1</translation>
    </message>
    <message>
        <source>This row is padding, which fills up a batch: it may look at nothing, and all its weights are 0.</source>
        <translation>이 행은 배치를 채우는 패딩입니다. 아무것도 볼 수 없고, 가중치는 모두 0입니다.</translation>
    </message>
    <message>
        <source>The more alike a query and a key point, the larger their number: here from {0} to {1}.</source>
        <translation>쿼리와 키의 방향이 비슷할수록 수가 커집니다. 여기서는 {0}에서 {1}까지입니다.</translation>
    </message>
    <message>
        <source>There are numbers even for keys that come later: nothing is masked yet.</source>
        <translation>뒤에 오는 키에도 수가 있습니다. 아직 아무것도 가리지 않았습니다.</translation>
    </message>
    <message>
        <source>This model has no positions in its input: here it learns how far to look. In this row {0} to {1} is added; without it, the largest weight would be {2} instead of {3}.</source>
        <translation>이 모델은 입력에 위치 정보가 없고, 얼마나 멀리 볼지를 여기서 배웁니다. 이 행에는 {0}에서 {1}까지의 값이 더해집니다. 더하지 않으면 가장 큰 가중치는 {3} 대신 {2}입니다.</translation>
    </message>
    <message>
        <source>Its training made the scores small enough; their variance is {0}.</source>
        <translation>학습을 거치며 점수가 충분히 작아졌습니다. 점수의 분산은 {0}입니다.</translation>
    </message>
    <message>
        <source>Why divide? Sums of {0} products grow large: a variance of {1} becomes {2}. Undivided, this row&apos;s largest weight would be {3} instead of {4}: the softmax would decide too sharply to learn from.</source>
        <translation>왜 나눌까요? 곱 {0}개의 합은 커지기 쉽습니다. 나누면 분산이 {1}에서 {2}(으)로 바뀝니다. 나누지 않으면 이 행의 가장 큰 가중치가 {4} 대신 {3}이(가) 되어, 소프트맥스가 너무 한쪽으로 쏠려 학습하기 어렵습니다.</translation>
    </message>
    <message>
        <source>This row: its largest weight is {0}; it spreads as if over {1} keys alike (e to its entropy).</source>
        <translation>이 행: 가장 큰 가중치는 {0}이며, 키 {1}개에 고르게 퍼진 것과 같습니다(e^엔트로피).</translation>
    </message>
    <message>
        <source>What is the mask for? Training computes all rows at once. Unmasked, this row would give {0} of its attention to pieces after it: it would copy the answer instead of predicting it.</source>
        <translation>마스크는 왜 있을까요? 학습할 때는 모든 행을 한꺼번에 계산합니다. 마스크가 없으면 이 행은 어텐션의 {0}을(를) 뒤에 오는 조각에 주어, 답을 예측하지 않고 베끼게 됩니다.</translation>
    </message>
    <message>
        <source>What is the mask for? It hides the pieces that a row has to predict. After this last row there are none; go back a step to see it at work.</source>
        <translation>마스크는 왜 있을까요? 행이 예측해야 할 조각을 가립니다. 이 마지막 행 뒤에는 조각이 없으므로, 한 단계 되돌아가면 마스크의 효과를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Unmasked, {0} would go to padding, which only fills up a batch.</source>
        <translation>마스크가 없으면 배치를 채울 뿐인 패딩으로 {0}이(가) 갑니다.</translation>
    </message>
    <message>
        <source>Nothing is masked here: the whole source sentence is known from the start. Only padding would be, which fills up a batch of several sentences.</source>
        <translation>여기서는 아무것도 가리지 않습니다. 소스 문장은 처음부터 전부 주어집니다. 가리는 것은 여러 문장의 배치를 채우는 패딩뿐입니다.</translation>
    </message>
    <message>
        <source>inner unit</source>
        <translation>은닉 유닛</translation>
    </message>
    <message>
        <source>piece</source>
        <translation>조각</translation>
    </message>
    <message>
        <source>number in the vocabulary</source>
        <translation>어휘 번호</translation>
    </message>
    <message>
        <source>predicts</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>로짓</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>The vocabulary lacks {0}: the model reads &lt;unk&gt; there, and its loss says little.</source>
        <translation>어휘에 {0}이(가) 없습니다. 모델은 그 자리를 &lt;unk&gt;로 읽으므로 그 손실은 큰 의미가 없습니다.</translation>
    </message>
    <message>
        <source>This is the model&apos;s own translation; change a word and see what each piece costs.</source>
        <translation>모델 자신의 번역입니다. 단어를 바꾸고 조각마다 손실이 얼마인지 보세요.</translation>
    </message>
    <message>
        <source>Red bars: there the model would say another piece.</source>
        <translation>빨간 막대: 모델이 다른 조각을 예측하는 곳입니다.</translation>
    </message>
    <message>
        <source>They part at step {0}: the reference says “{1}” (p {2}), the model chose “{3}” (p {4}).</source>
        <translation>두 번역은 단계 {0}에서 갈라집니다. 참조 번역은 “{1}”(p {2}), 모델의 선택은 “{3}”(p {4})입니다.</translation>
    </message>
    <message>
        <source>As far as the step-by-step run has come, {0} steps, they do not part.</source>
        <translation>단계별 실행이 지금까지 진행한 {0}단계 안에서는 두 번역이 갈라지지 않습니다.</translation>
    </message>
    <message>
        <source>They do not part: one parallel pass gives what {0} steps gave (log-probabilities differ by at most {1}).</source>
        <translation>두 번역은 갈라지지 않습니다. 한 번의 병렬 계산이 {0}단계의 결과와 같습니다(로그 확률 차이는 최대 {1}).</translation>
    </message>
    <message>
        <source>its probability</source>
        <translation>예측의 확률</translation>
    </message>
    <message>
        <source>step by step chose</source>
        <translation>단계별 선택</translation>
    </message>
    <message>
        <source>its probability there</source>
        <translation>그 선택의 확률</translation>
    </message>
    <message>
        <source>mean loss</source>
        <translation>평균 손실</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>퍼플렉시티</translation>
    </message>
    <message>
        <source>One head</source>
        <translation>헤드 하나</translation>
    </message>
    <message>
        <source>One head, step by step: q · k, scale, mask, softmax, weighted sum</source>
        <translation>헤드 하나를 단계별로: q · k, 스케일링, 마스크, 소프트맥스, 가중합</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>연결선</translation>
    </message>
    <message>
        <source>Who looks at whom, as lines between two columns of pieces or words</source>
        <translation>무엇이 무엇을 보는지, 조각이나 단어의 두 열을 잇는 선으로</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>모델 구조</translation>
    </message>
    <message>
        <source>The paper&apos;s figure 1 with this model&apos;s numbers, box by box</source>
        <translation>논문의 그림 1에 이 모델의 수를 넣어 상자 하나씩</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>층별 예측</translation>
    </message>
    <message>
        <source>What the decoder would say after each layer</source>
        <translation>각 층을 지난 뒤 디코더가 예측할 조각</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>교사 강요</translation>
    </message>
    <message>
        <source>Teacher forcing: a reference translation in one parallel pass</source>
        <translation>교사 강요: 참조 번역을 한 번에 병렬로 계산</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>What each head measurably does, over this sentence or a file</source>
        <translation>각 헤드가 하는 일을 이 문장이나 파일에서 측정</translation>
    </message>
    <message>
        <source>Summaries</source>
        <translation>헤드 종합</translation>
    </message>
    <message>
        <source>Many heads as one map: mean, maximum, rollout, value-weighted norms</source>
        <translation>여러 헤드를 맵 하나로: 평균, 최댓값, 롤아웃, 밸류 가중 노름</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>기여도</translation>
    </message>
    <message>
        <source>What the chosen piece depends on, by gradients, beside attention</source>
        <translation>선택된 조각이 무엇에 달려 있는지, 그래디언트로 구해 어텐션과 나란히</translation>
    </message>
    <message>
        <source>{0} (largest here)</source>
        <translation>{0}(여기서 최대)</translation>
    </message>
    <message>
        <source>{0} trained to align</source>
        <translation>{0} 정렬하도록 학습됨</translation>
    </message>
    <message>
        <source>the source piece aligned to the row</source>
        <translation>행에 정렬된 소스 조각</translation>
    </message>
    <message>
        <source>the row&apos;s own piece</source>
        <translation>행 자신의 조각</translation>
    </message>
    <message>
        <source>The weight on the piece one before {0}, over rows that have one.</source>
        <translation>{0}의 바로 앞 조각에 준 가중치입니다. 그런 조각이 있는 행만 셉니다.</translation>
    </message>
    <message>
        <source>The weight on the piece one after {0}, over rows that have one.</source>
        <translation>{0}의 바로 뒤 조각에 준 가중치입니다. 그런 조각이 있는 행만 셉니다.</translation>
    </message>
    <message>
        <source>The weight on {0}.</source>
        <translation>{0}에 준 가중치입니다.</translation>
    </message>
    <message>
        <source>The weight on {0} and the pieces beside it.</source>
        <translation>{0} 및 그 양옆 조각에 준 가중치입니다.</translation>
    </message>
    <message>
        <source>Σ w·|k − d|, in pieces: how far from the diagonal it looks, where row q of T is at d = q·(S − 1)/(T − 1) of S source pieces, both counted from 0.</source>
        <translation>Σ w·|k − d|, 단위는 조각: 대각선에서 얼마나 떨어진 곳을 보는지를 나타냅니다. 행 T개 중 행 q는 소스 조각 S개에서 d = q·(S − 1)/(T − 1) 자리에 해당하며, 둘 다 0부터 셉니다.</translation>
    </message>
    <message>
        <source>−Σ w·log₂ w, in bits: 0 looks at one piece only.</source>
        <translation>−Σ w·log₂ w, 단위는 비트: 0이면 한 조각만 봅니다.</translation>
    </message>
    <message>
        <source>Entropy ÷ log₂ of the keys the row may look at: from 0, one piece, to 1, all alike.</source>
        <translation>엔트로피 ÷ log₂(행이 볼 수 있는 키의 수): 한 조각만 보면 0, 모두 똑같이 보면 1입니다.</translation>
    </message>
    <message>
        <source>The largest weight of the row.</source>
        <translation>행에서 가장 큰 가중치입니다.</translation>
    </message>
    <message>
        <source>Σ w·|k − q|, in pieces: how far from its own piece the row looks.</source>
        <translation>Σ w·|k − q|, 단위는 조각: 행이 자신의 조각에서 얼마나 떨어진 곳을 보는지를 나타냅니다.</translation>
    </message>
    <message>
        <source>The weight on &lt;s&gt; and &lt;/s&gt;. Heads often rest there when they have nothing to do (an “attention sink”).</source>
        <translation>&lt;s&gt;와 &lt;/s&gt;에 준 가중치입니다. 헤드는 할 일이 없을 때 흔히 여기에 머뭅니다(“어텐션 싱크”).</translation>
    </message>
    <message>
        <source>The weight on pieces that have neither a letter nor a digit.</source>
        <translation>글자도 숫자도 없는 조각에 준 가중치입니다.</translation>
    </message>
    <message>
        <source>The aligned source piece of a row is found by all the other cross-attention heads together, so that no head confirms itself: with M the mean of their weights, it is the piece k with the greatest M(q,k) × the share that row q has of all attention on k. It is what the model&apos;s heads agree on in one sentence, not an alignment made by a person: where most heads err, it errs, and a piece that stands for nothing in the other language is aligned somewhere all the same.</source>
        <translation>행에 정렬된 소스 조각은 해당 헤드를 뺀 나머지 크로스 어텐션 헤드가 함께 찾으므로, 어떤 헤드도 스스로를 근거로 삼지 않습니다. 그 헤드들의 가중치 평균을 M이라 하면, M(q,k) × (k가 받는 전체 어텐션 중 행 q의 비율)이 가장 큰 조각 k입니다. 이것은 한 문장에서 모델의 헤드들이 합의한 결과이지 사람이 만든 정렬이 아닙니다. 헤드 대부분이 틀리면 이 정렬도 틀리며, 다른 언어에 대응하는 것이 없는 조각도 어딘가에는 정렬됩니다.</translation>
    </message>
    <message>
        <source>All numbers are means over rows (queries), and each row counts once, over a file as well. Padding is neither row nor key. Rows that may look at one piece only are left out, because there the head has no choice.</source>
        <translation>모든 수는 행(쿼리)에 대한 평균이며, 파일에서도 각 행을 똑같이 한 번씩 셉니다. 패딩은 행에도 키에도 들지 않습니다. 한 조각만 볼 수 있는 행은 헤드가 고를 여지가 없으므로 뺍니다.</translation>
    </message>
    <message>
        <source>{0}: {1} ≥ {2}</source>
        <translation>{0}: {1} ≥ {2}</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>one before</source>
        <translation>하나 앞</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>same</source>
        <translation>자기</translation>
    </message>
    <message>
        <source>one after</source>
        <translation>하나 뒤</translation>
    </message>
    <message>
        <source>next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>start/end</source>
        <translation>시작/끝</translation>
    </message>
    <message>
        <source>punctuation</source>
        <translation>문장 부호</translation>
    </message>
    <message>
        <source>nearby</source>
        <translation>근처</translation>
    </message>
    <message>
        <source>broad</source>
        <translation>확산</translation>
    </message>
    <message>
        <source>sharp</source>
        <translation>집중</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>혼합</translation>
    </message>
    <message>
        <source>—</source>
        <translation>—</translation>
    </message>
    <message>
        <source>punct.</source>
        <translation>부호</translation>
    </message>
    <message>
        <source>before</source>
        <translation>앞</translation>
    </message>
    <message>
        <source>after</source>
        <translation>뒤</translation>
    </message>
    <message>
        <source>share one before the aligned piece</source>
        <translation>정렬된 조각 하나 앞에 준 비율</translation>
    </message>
    <message>
        <source>share on the aligned piece</source>
        <translation>정렬된 조각에 준 비율</translation>
    </message>
    <message>
        <source>share one after the aligned piece</source>
        <translation>정렬된 조각 하나 뒤에 준 비율</translation>
    </message>
    <message>
        <source>share near the aligned piece</source>
        <translation>정렬된 조각 근처에 준 비율</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>엔트로피</translation>
    </message>
    <message>
        <source>evenness</source>
        <translation>균등도</translation>
    </message>
    <message>
        <source>largest weight</source>
        <translation>최대 가중치</translation>
    </message>
    <message>
        <source>mean distance</source>
        <translation>평균 거리</translation>
    </message>
    <message>
        <source>share on the previous piece</source>
        <translation>이전 조각에 준 비율</translation>
    </message>
    <message>
        <source>share on the same piece</source>
        <translation>자기 조각에 준 비율</translation>
    </message>
    <message>
        <source>share on the next piece</source>
        <translation>다음 조각에 준 비율</translation>
    </message>
    <message>
        <source>share nearby</source>
        <translation>근처에 준 비율</translation>
    </message>
    <message>
        <source>share on &lt;s&gt; and &lt;/s&gt;</source>
        <translation>&lt;s&gt;와 &lt;/s&gt;에 준 비율</translation>
    </message>
    <message>
        <source>share on punctuation</source>
        <translation>문장 부호에 준 비율</translation>
    </message>
    <message>
        <source>agreement with the alignment</source>
        <translation>정렬과의 일치율</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>앞</translation>
    </message>
    <message>
        <source>At</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>After</source>
        <translation>뒤</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>근처</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>균등</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Dist.</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>Prev.</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>자기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>양끝</translation>
    </message>
    <message>
        <source>Punct.</source>
        <translation>부호</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>{0} bits</source>
        <translation>{0}비트</translation>
    </message>
    <message>
        <source>{0} pieces</source>
        <translation>조각 {0}개</translation>
    </message>
    <message>
        <source>This model was trained to align words with it (guided alignment).</source>
        <translation>이 모델은 이 헤드로 단어를 정렬하도록 학습되었습니다(guided alignment).</translation>
    </message>
    <message>
        <source>{0} is “{1}”</source>
        <translation>{0} “{1}”</translation>
    </message>
    <message>
        <source>{0} has no name: no row of it may look at more than one piece.</source>
        <translation>{0}: 둘 이상의 조각을 볼 수 있는 행이 없어 이름이 없습니다.</translation>
    </message>
    <message>
        <source>{0}: no rule holds.</source>
        <translation>{0}: 맞는 규칙이 없습니다.</translation>
    </message>
    <message>
        <source>Weights of one head</source>
        <translation>헤드 하나의 가중치</translation>
    </message>
    <message>
        <source>Mean of the layer&apos;s heads</source>
        <translation>한 층 헤드들의 평균</translation>
    </message>
    <message>
        <source>Maximum of the layer&apos;s heads</source>
        <translation>한 층 헤드들의 최댓값</translation>
    </message>
    <message>
        <source>Mean of layers, one head number</source>
        <translation>같은 번호 헤드의 층 평균</translation>
    </message>
    <message>
        <source>Maximum of layers, one head number</source>
        <translation>같은 번호 헤드의 층 최댓값</translation>
    </message>
    <message>
        <source>Mean of all layers and heads</source>
        <translation>모든 층과 헤드의 평균</translation>
    </message>
    <message>
        <source>Maximum of all layers and heads</source>
        <translation>모든 층과 헤드의 최댓값</translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation>어텐션 롤아웃</translation>
    </message>
    <message>
        <source>Value-weighted norm, one head</source>
        <translation>밸류 가중 노름, 헤드 하나</translation>
    </message>
    <message>
        <source>Value-weighted norm, whole layer</source>
        <translation>밸류 가중 노름, 층 전체</translation>
    </message>
    <message>
        <source>R = A_L ⋯ A_2 A_1 of the encoder, with A_l = ½ mean_h W_lh + ½ I.
S_0 = 0; in each decoder layer S ← A_l S (its masked self-attention, mixed with I likewise), then S ← ½ S + ½ B_l R, with B_l the mean of its cross heads.
Shown: S_L ÷ (1 − 2^−L), so that rows sum to 1; the 2^−L that is missing stays with the decoder&apos;s own input pieces.</source>
        <translation>인코더에서 R = A_L ⋯ A_2 A_1, 단 A_l = ½ mean_h W_lh + ½ I입니다.
S_0 = 0에서 시작해 디코더 층마다 S ← A_l S(그 층의 마스크드 셀프 어텐션, 역시 I와 섞음), 이어서 S ← ½ S + ½ B_l R을 계산합니다. B_l은 그 층 크로스 헤드의 평균입니다.
표시되는 값은 행의 합이 1이 되도록 한 S_L ÷ (1 − 2^−L)입니다. 모자라는 2^−L은 디코더 자신의 입력 조각에 남습니다.</translation>
    </message>
    <message>
        <source>R = A_L ⋯ A_2 A_1 with A_l = ½ mean_h W_lh + ½ I: in each layer half of a piece comes by attention, half by the residual connection.</source>
        <translation>R = A_L ⋯ A_2 A_1, 단 A_l = ½ mean_h W_lh + ½ I: 각 층에서 조각의 절반은 어텐션으로, 절반은 잔차 연결로 옵니다.</translation>
    </message>
    <message>
        <source> Only masked self-attention is followed here, not the source.</source>
        <translation> 여기서는 소스가 아니라 마스크드 셀프 어텐션만 따라갑니다.</translation>
    </message>
    <message>
        <source>W_lh[q, k] of the selected layer l and head h, as it is.</source>
        <translation>선택한 층 l, 헤드 h의 W_lh[q, k] 그대로입니다.</translation>
    </message>
    <message>
        <source>mean over h of W_lh[q, k], in the selected layer l.</source>
        <translation>선택한 층 l에서, h에 대한 W_lh[q, k]의 평균입니다.</translation>
    </message>
    <message>
        <source>max over h of W_lh[q, k], in the selected layer l.</source>
        <translation>선택한 층 l에서, h에 대한 W_lh[q, k]의 최댓값입니다.</translation>
    </message>
    <message>
        <source>mean over l of W_lh[q, k], for the selected head h.</source>
        <translation>선택한 헤드 h에서, l에 대한 W_lh[q, k]의 평균입니다.</translation>
    </message>
    <message>
        <source>max over l of W_lh[q, k], for the selected head h.</source>
        <translation>선택한 헤드 h에서, l에 대한 W_lh[q, k]의 최댓값입니다.</translation>
    </message>
    <message>
        <source>mean over l and h of W_lh[q, k].</source>
        <translation>l과 h에 대한 W_lh[q, k]의 평균입니다.</translation>
    </message>
    <message>
        <source>max over l and h of W_lh[q, k].</source>
        <translation>l과 h에 대한 W_lh[q, k]의 최댓값입니다.</translation>
    </message>
    <message>
        <source>‖W_lh[q, k] · f_h(x_k)‖ with f_h(x) = (x W^V_h + b^V_h) W^O_h: the length of the vector that key k adds to row q through this head, in d_model dimensions. Without the bias of W^O, which belongs to no key.</source>
        <translation>‖W_lh[q, k] · f_h(x_k)‖, 단 f_h(x) = (x W^V_h + b^V_h) W^O_h: 키 k가 이 헤드를 통해 행 q에 더하는 벡터(d_model차원)의 길이입니다. W^O의 편향은 어느 키의 것도 아니므로 뺍니다.</translation>
    </message>
    <message>
        <source>‖Σ_h W_lh[q, k] · f_h(x_k)‖ with f_h(x) = (x W^V_h + b^V_h) W^O_h: the length of the vector that key k adds to row q through all heads of the layer together.</source>
        <translation>‖Σ_h W_lh[q, k] · f_h(x_k)‖, 단 f_h(x) = (x W^V_h + b^V_h) W^O_h: 키 k가 층의 모든 헤드를 통틀어 행 q에 더하는 벡터의 길이입니다.</translation>
    </message>
    <message>
        <source>How one head spreads its look. Rows sum to 1.</source>
        <translation>헤드 하나가 시선을 어떻게 나누는지 보여 줍니다. 행의 합은 1입니다.</translation>
    </message>
    <message>
        <source>Where the layer looks on average. Rows still sum to 1.</source>
        <translation>층이 평균적으로 어디를 보는지 보여 줍니다. 행의 합은 여전히 1입니다.</translation>
    </message>
    <message>
        <source>Whether any head of the layer looks there. Rows sum to more than 1.</source>
        <translation>층의 헤드 중 하나라도 그곳을 보는지 보여 줍니다. 행의 합은 1보다 큽니다.</translation>
    </message>
    <message>
        <source>The average over layers of the heads that carry one number. Rows still sum to 1.</source>
        <translation>번호가 같은 헤드를 모든 층에 걸쳐 평균한 것입니다. 행의 합은 여전히 1입니다.</translation>
    </message>
    <message>
        <source>Whether a head of that number looks there in any layer. Rows sum to more than 1.</source>
        <translation>그 번호의 헤드가 어느 층에서든 그곳을 보는지 보여 줍니다. 행의 합은 1보다 큽니다.</translation>
    </message>
    <message>
        <source>Where heads look on average. Rows still sum to 1.</source>
        <translation>헤드들이 평균적으로 어디를 보는지 보여 줍니다. 행의 합은 여전히 1입니다.</translation>
    </message>
    <message>
        <source>Whether any head of any layer looks there. Rows sum to more than 1.</source>
        <translation>어느 층의 어느 헤드든 그곳을 보는지 보여 줍니다. 행의 합은 1보다 큽니다.</translation>
    </message>
    <message>
        <source>How much of each input piece would be left in a row after all layers, if pieces only mixed as the weights say. Rows sum to 1.</source>
        <translation>조각이 가중치대로 섞이기만 한다면, 모든 층을 지난 뒤 각 입력 조각이 행에 얼마나 남을지 보여 줍니다. 행의 합은 1입니다.</translation>
    </message>
    <message>
        <source>How much a key really adds: a large weight on a short vector adds little, as on many commas and on &lt;/s&gt;. A length, not a share: the scale ends at the largest here, and rows sum to anything.</source>
        <translation>키가 실제로 얼마나 더하는지 보여 줍니다. 쉼표나 &lt;/s&gt;에서 흔히 그렇듯, 가중치가 커도 벡터가 짧으면 더하는 것이 적습니다. 비율이 아니라 길이입니다. 눈금은 여기의 최댓값에서 끝나고, 행의 합은 정해져 있지 않습니다.</translation>
    </message>
    <message>
        <source>What a key adds to the layer&apos;s output once its heads are summed, where they may cancel each other out. A length, not a share: the scale ends at the largest here, and rows sum to anything.</source>
        <translation>헤드를 모두 더했을 때 키가 층의 출력에 더하는 것입니다. 이때 헤드끼리 상쇄될 수 있습니다. 비율이 아니라 길이입니다. 눈금은 여기의 최댓값에서 끝나고, 행의 합은 정해져 있지 않습니다.</translation>
    </message>
    <message>
        <source>A weight says how much of a value is taken, not what is in it, nor what the layers above make of it. The other heads may do the opposite.</source>
        <translation>가중치는 밸류를 얼마나 가져오는지를 말할 뿐, 그 안에 무엇이 들어 있는지, 위층이 그것으로 무엇을 하는지는 말하지 않습니다. 다른 헤드가 정반대로 작용할 수도 있습니다.</translation>
    </message>
    <message>
        <source>A mean can show a look that no head has: one head at the verb and one at the subject become two pale spots. And not every head matters alike.</source>
        <translation>평균은 어느 헤드에도 없는 시선을 보여 줄 수 있습니다. 동사를 보는 헤드와 주어를 보는 헤드가 옅은 점 두 개로 나타납니다. 또한 모든 헤드가 똑같이 중요하지는 않습니다.</translation>
    </message>
    <message>
        <source>One sharp head hides all others, and a map gets darker the more heads there are. These are no shares of anything.</source>
        <translation>집중된 헤드 하나가 나머지를 모두 가리며, 헤드가 많을수록 맵이 진해집니다. 이 수들은 어떤 것의 비율도 아닙니다.</translation>
    </message>
    <message>
        <source>Heads of different layers have nothing in common but their number. Each layer also looks at what the one below has mixed, no longer at single pieces.</source>
        <translation>서로 다른 층의 헤드는 번호 말고는 공통점이 없습니다. 게다가 각 층이 보는 것은 더 이상 낱낱의 조각이 아니라 아래층이 섞어 놓은 것입니다.</translation>
    </message>
    <message>
        <source>Heads of different layers have nothing in common but their number; one sharp one hides the others.</source>
        <translation>서로 다른 층의 헤드는 번호 말고는 공통점이 없으며, 집중된 헤드 하나가 나머지를 가립니다.</translation>
    </message>
    <message>
        <source>It averages over layers whose positions no longer hold single pieces, and over heads that do different things. It is seldom what any of them does.</source>
        <translation>위치가 더 이상 낱낱의 조각을 담지 않는 층들과 서로 다른 일을 하는 헤드들을 평균합니다. 그중 어느 하나가 실제로 하는 일과 같은 경우는 드뭅니다.</translation>
    </message>
    <message>
        <source>With many heads some head looks nearly everywhere: a dark map says little.</source>
        <translation>헤드가 많으면 거의 모든 곳을 적어도 한 헤드는 봅니다. 맵이 진하다고 해서 알 수 있는 것은 많지 않습니다.</translation>
    </message>
    <message>
        <source>It takes attention and residual to count one half each, all heads to count alike, and feed-forward layers, value vectors and LayerNorm to do nothing. None of that is so; and many layers make it smooth.</source>
        <translation>어텐션과 잔차가 절반씩이고, 모든 헤드의 비중이 같으며, 피드포워드 층과 밸류 벡터, LayerNorm은 아무 일도 하지 않는다고 가정합니다. 어느 것도 사실이 아니며, 층이 많으면 결과가 밋밋해집니다.</translation>
    </message>
    <message>
        <source>A long vector may point where nothing follows from it, and other heads may cancel it out. The residual, which is often longer than all of this, is not in it.</source>
        <translation>긴 벡터라도 아무 결과로도 이어지지 않는 방향을 가리킬 수 있고, 다른 헤드가 상쇄할 수도 있습니다. 잔차는 흔히 이 모두보다 길지만 여기에는 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Of the vector only its length is seen, not where it points. The residual, which is often longer than all of this, is not in it, nor what LayerNorm makes of the sum.</source>
        <translation>벡터의 길이만 보이고 방향은 보이지 않습니다. 잔차는 흔히 이 모두보다 길지만 여기에는 들어 있지 않으며, LayerNorm이 합을 어떻게 바꾸는지도 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>A picture of norms is not an explanation.</source>
        <translation>노름을 그린 그림은 설명이 아닙니다.</translation>
    </message>
    <message>
        <source>A picture of weights is not an explanation.</source>
        <translation>가중치를 그린 그림은 설명이 아닙니다.</translation>
    </message>
    <message>
        <source> It shows where heads look, not why this piece was chosen. What the choice depends on is asked under “Attribution”.</source>
        <translation> 헤드가 어디를 보는지 보여 줄 뿐, 왜 이 조각이 선택되었는지는 보여 주지 않습니다. 선택이 무엇에 달려 있는지는 “기여도”에서 알아볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Abnar &amp; Zuidema 2020, Quantifying Attention Flow in Transformers, arXiv 2005.00928. The paper has one stack; how two are joined is this program&apos;s own rule, written above.</source>
        <translation>Abnar &amp; Zuidema 2020, Quantifying Attention Flow in Transformers, arXiv 2005.00928. 논문의 스택은 하나입니다. 두 스택을 잇는 방법은 위에 적은 이 프로그램의 규칙입니다.</translation>
    </message>
    <message>
        <source>Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector Norms, arXiv 2004.10102.</source>
        <translation>Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector Norms, arXiv 2004.10102.</translation>
    </message>
    <message>
        <source>Weights: Vaswani et al. 2017, section 3.2. On the warning: Jain &amp; Wallace 2019, Attention is not Explanation, arXiv 1902.10186; Wiegreffe &amp; Pinter 2019, Attention is not not Explanation, arXiv 1908.04626.</source>
        <translation>가중치: Vaswani et al. 2017, 3.2절. 유의할 점: Jain &amp; Wallace 2019, Attention is not Explanation, arXiv 1902.10186; Wiegreffe &amp; Pinter 2019, Attention is not not Explanation, arXiv 1908.04626.</translation>
    </message>
    <message>
        <source>in {0}, colours to ±{1}</source>
        <translation>단위 {0}, 색 범위 ±{1}</translation>
    </message>
    <message>
        <source>chosen {0}: rank {1}, p {2}</source>
        <translation>선택된 {0}: 순위 {1}, p {2}</translation>
    </message>
    <message>
        <source>colour: probability of the chosen piece</source>
        <translation>색: 선택된 조각의 확률</translation>
    </message>
    <message>
        <source>colour: rank of the chosen piece</source>
        <translation>색: 선택된 조각의 순위</translation>
    </message>
    <message>
        <source>number: probability of the piece in the cell</source>
        <translation>숫자: 칸에 적힌 조각의 확률</translation>
    </message>
    <message>
        <source>bold: it is the chosen piece</source>
        <translation>굵은 글씨: 선택된 조각과 같음</translation>
    </message>
    <message>
        <source>hidden: {0} % of the attention of the heads shown ({1} % goes to special pieces, {2} % comes from them)</source>
        <translation>숨김: 표시된 헤드의 어텐션 중 {0} %(특수 조각으로 가는 것 {1} %, 특수 조각에서 나오는 것 {2} %)</translation>
    </message>
    <message>
        <source>lines under {0} are not drawn: {1} % of the attention shown</source>
        <translation>{0} 미만인 선은 그리지 않음: 표시된 어텐션의 {1} %</translation>
    </message>
    <message>
        <source>colour and number: {0}</source>
        <translation>색과 숫자: {0}</translation>
    </message>
    <message>
        <source>the measure that named the head</source>
        <translation>헤드 이름을 정한 지표</translation>
    </message>
    <message>
        <source>Whether the row&apos;s largest weight is on the source piece aligned to it, as 0 or 1; shared by pieces that have the same weight.</source>
        <translation>행에서 가장 큰 가중치가 그 행에 정렬된 소스 조각에 있는지를 0 또는 1로 나타냅니다. 가장 큰 가중치가 여럿이면 그 수로 나눕니다.</translation>
    </message>
    <message>
        <source>In a short sentence every head gives much to the previous piece, or to &lt;/s&gt;. So a head is named by its excess over even attention: (measure − even) ÷ (1 − even), where “even” is the same measure of a head that has the same weight on every piece it may look at, over the same rows. 0 is what even attention gives, 1 the most there can be. First “broad” is asked. Then, of the shares that reach their thresholds, the one with the greatest excess names the head. Where none does, the first of the other rules that holds; else it is “mixed”. The thresholds are a convention of this program.</source>
        <translation>짧은 문장에서는 어느 헤드나 앞 조각이나 &lt;/s&gt;에 큰 가중치를 줍니다. 그래서 헤드 이름은 균등한 어텐션을 넘는 초과분으로 정합니다: (지표 − 균등한 값) ÷ (1 − 균등한 값). “균등한 값”은 볼 수 있는 모든 조각에 같은 가중치를 주는 헤드를 같은 행에서 잰 지표입니다. 균등한 어텐션이면 0, 가장 클 때 1입니다. 먼저 “확산”인지 봅니다. 다음으로 기준을 넘은 비율 가운데 초과분이 가장 큰 것이 이름을 정합니다. 넘은 것이 없으면 나머지 규칙 중 처음으로 맞는 것, 그것도 없으면 “혼합”입니다. 기준값은 이 프로그램이 정한 것입니다.</translation>
    </message>
    <message>
        <source>{0}: {1}, excess ≥ {2}</source>
        <translation>{0}: {1}, 초과분 ≥ {2}</translation>
    </message>
    <message>
        <source>{0} (even attention: {1})</source>
        <translation>{0} (균등한 어텐션이면 {1})</translation>
    </message>
    <message>
        <source>{0}: no rule holds. Most above even attention: {1}, an excess of {2}, where a name takes {3}.</source>
        <translation>{0}: 맞는 규칙이 없습니다. 균등한 어텐션을 가장 크게 넘는 지표: {1}, 초과분 {2}. 이름을 얻으려면 {3} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>{0}: {1} {2} ≥ {3}, so it prefers no place enough to be named by it.</source>
        <translation>{0}: {1} {2} ≥ {3}. 그래서 이름을 얻을 만큼 선호하는 자리가 없습니다.</translation>
    </message>
    <message>
        <source>{0}: {1}, an excess of {2} ≥ {3}, the greatest that reaches its threshold.</source>
        <translation>{0}: {1}, 초과분 {2} ≥ {3}. 기준을 넘은 초과분 가운데 가장 큽니다.</translation>
    </message>
    <message>
        <source>{0}: {1}, an excess of {2} ≥ {3}, and no share on one place reaches its threshold.</source>
        <translation>{0}: {1}, 초과분 {2} ≥ {3}. 한 자리에 준 비율 가운데 기준을 넘는 것은 없습니다.</translation>
    </message>
    <message>
        <source>colour: {0}</source>
        <translation>색: {0}</translation>
    </message>
    <message>
        <source>all {0},</source>
        <translation>{0} 전체,</translation>
    </message>
    <message>
        <source>what each key gets: mean of {0}</source>
        <translation>키별 가중치: {0}의 평균</translation>
    </message>
    <message>
        <source>{0}, joined</source>
        <translation>{0}, 이어 붙임</translation>
    </message>
    <message>
        <source>attention, mean of {0}</source>
        <translation>어텐션, {0}의 평균</translation>
    </message>
</context>
<context>
    <name>InsideView</name>
    <message>
        <source>This view shows nothing that could be saved now ({0}); save again when it does.</source>
        <translation>이 화면에는 지금 저장할 것이 없습니다({0}). 내용이 나타나면 다시 저장하세요.</translation>
    </message>
    <message>
        <source>Nothing is computed now.</source>
        <translation>지금은 계산 중이 아닙니다.</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>계산 중…</translation>
    </message>
    <message>
        <source>Translate a sentence, and its numbers will appear here.</source>
        <translation>문장을 번역하면 여기에 수치가 나타납니다.</translation>
    </message>
    <message>
        <source>Numbers appear when decoding pauses.</source>
        <translation>디코딩이 멈추거나 끝나면 수치가 나타납니다.</translation>
    </message>
    <message>
        <source>These numbers need the model itself, and none is loaded; choose one at the top.</source>
        <translation>이 수치를 구하려면 모델이 필요한데 불러온 모델이 없습니다. 위에서 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>This translation was made by the model “{0}”, and another one is loaded; load that one, or translate again.</source>
        <translation>이 번역은 모델 “{0}”(으)로 만들었는데 지금은 다른 모델을 불러온 상태입니다. 그 모델을 불러오거나 다시 번역하세요.</translation>
    </message>
</context>
<context>
    <name>InstallDialog</name>
    <message>
        <source>Support for other families of models</source>
        <translation>다른 계열의 모델 지원</translation>
    </message>
    <message>
        <source>“Install” lets this Python’s pip load it over the network; it has to be done only once. It will install {0} and what that needs.</source>
        <translation>“설치”를 누르면 이 Python의 pip가 네트워크에서 내려받습니다. 한 번만 하면 됩니다. {0} 및 이에 필요한 패키지를 설치합니다.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>설치</translation>
    </message>
    <message>
        <source>pip looks for what is needed…</source>
        <translation>pip가 필요한 패키지를 찾는 중…</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>설치하는 중…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>LanguageList</name>
    <message>
        <source>Search a language</source>
        <translation>언어 검색</translation>
    </message>
    <message>
        <source>Search: a name or a code</source>
        <translation>검색: 이름 또는 코드</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>No language of this model matches.</source>
        <translation>이 모델에는 검색어에 맞는 언어가 없습니다.</translation>
    </message>
    <message>
        <source>{0}   {1}</source>
        <translation>{0}   {1}</translation>
    </message>
</context>
<context>
    <name>LanguagePicker</name>
    <message>
        <source>Language of the source</source>
        <translation>소스 언어</translation>
    </message>
    <message>
        <source>Language of the translation</source>
        <translation>번역 언어</translation>
    </message>
</context>
<context>
    <name>LensView</name>
    <message>
        <source>With the last LayerNorm</source>
        <translation>마지막 LayerNorm 적용</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>적용 안 함</translation>
    </message>
    <message>
        <source>LayerNorm before the output matrix</source>
        <translation>출력 행렬 앞의 LayerNorm</translation>
    </message>
    <message>
        <source>Whether each state goes through the last LayerNorm before the output matrix</source>
        <translation>각 상태를 출력 행렬에 넣기 전에 마지막 LayerNorm에 통과시킬지 여부</translation>
    </message>
    <message>
        <source>Colour: probability</source>
        <translation>색: 확률</translation>
    </message>
    <message>
        <source>Colour: rank</source>
        <translation>색: 순위</translation>
    </message>
    <message>
        <source>What colours the cells</source>
        <translation>칸의 색 기준</translation>
    </message>
    <message>
        <source>Cells are coloured by how the piece that was chosen in the end stands there</source>
        <translation>칸의 색은 최종 선택된 조각이 그 칸에서 갖는 확률 또는 순위를 나타냅니다</translation>
    </message>
    <message>
        <source>Best piece after each layer, for every step</source>
        <translation>모든 단계의 층별 1위 조각</translation>
    </message>
    <message>
        <source>Read with care: states between the layers were never trained to be read this way; only the last row is what the model says.</source>
        <translation>해석에 유의하세요. 층 사이의 상태는 이렇게 읽히도록 학습된 적이 없으며, 마지막 행만 모델의 실제 예측입니다.</translation>
    </message>
    <message>
        <source>Prediction by layer</source>
        <translation>층별 예측</translation>
    </message>
    <message>
        <source>each layer&apos;s sum → the last layer&apos;s LayerNorm, in place of its own → output matrix → softmax</source>
        <translation>각 층의 합 → 그 층의 LayerNorm 대신 마지막 층의 LayerNorm → 출력 행렬 → 소프트맥스</translation>
    </message>
    <message>
        <source>each layer&apos;s state → the LayerNorm after the last layer → output matrix → softmax</source>
        <translation>각 층의 상태 → 마지막 층 뒤의 LayerNorm → 출력 행렬 → 소프트맥스</translation>
    </message>
    <message>
        <source>each layer&apos;s state as it is → output matrix → softmax; the last row is the model&apos;s own</source>
        <translation>각 층의 상태 그대로 → 출력 행렬 → 소프트맥스; 마지막 행은 모델의 실제 예측</translation>
    </message>
    <message>
        <source>Step {0}: “{1}” was chosen although “{2}” is the likeliest after the last layer.</source>
        <translation>단계 {0}: 마지막 층을 지난 뒤에는 “{2}”의 확률이 가장 높지만 “{1}”이(가) 선택되었습니다.</translation>
    </message>
    <message>
        <source>Step {0}: only the last layer puts “{1}” first.</source>
        <translation>단계 {0}: 마지막 층에서야 “{1}”이(가) 1위가 됩니다.</translation>
    </message>
    <message>
        <source>Step {0}: “{1}” is first from {2} on and stays so.</source>
        <translation>단계 {0}: “{1}”은(는) {2}부터 끝까지 1위입니다.</translation>
    </message>
    <message>
        <source>after</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>읽은 조각</translation>
    </message>
    <message>
        <source>chosen piece</source>
        <translation>선택된 조각</translation>
    </message>
    <message>
        <source>its rank</source>
        <translation>순위</translation>
    </message>
    <message>
        <source>its probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>its log-probability</source>
        <translation>로그 확률</translation>
    </message>
    <message>
        <source>entropy, nats</source>
        <translation>엔트로피(nat)</translation>
    </message>
    <message>
        <source>piece {0}</source>
        <translation>{0}위 조각</translation>
    </message>
    <message>
        <source>probability {0}</source>
        <translation>{0}위 확률</translation>
    </message>
</context>
<context>
    <name>LibraryController</name>
    <message>
        <source>Add a model’s folder</source>
        <translation>모델 폴더 추가</translation>
    </message>
    <message>
        <source>Export as a folder for transformers</source>
        <translation>transformers용 폴더로 내보내기</translation>
    </message>
    <message>
        <source>Exporting “{0}”…</source>
        <translation>“{0}” 내보내는 중…</translation>
    </message>
    <message>
        <source>Exported to {0}; transformers loads it by this path.</source>
        <translation>{0}에 내보냈습니다. transformers에서 이 경로로 불러올 수 있습니다.</translation>
    </message>
    <message>
        <source>“{0}” is downloaded and works without a network from now on.</source>
        <translation>“{0}”을(를) 내려받았습니다. 이제 네트워크 없이도 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The download of {0} was stopped; what came is kept, and the next download goes on from there.</source>
        <translation>{0} 내려받기를 중지했습니다. 받은 부분은 남아 있으며 다음에 이어서 내려받습니다.</translation>
    </message>
    <message>
        <source>Other families of models can be used from now on.</source>
        <translation>이제 다른 계열의 모델도 쓸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Search the models</source>
        <translation>모델 검색</translation>
    </message>
    <message>
        <source>Search: name, language, family, licence</source>
        <translation>검색: 이름, 언어, 계열, 라이선스</translation>
    </message>
    <message>
        <source>Download a model…</source>
        <translation>모델 내려받기…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>A model that is on this computer: OPUS-MT, any Hugging Face folder, or one made here</source>
        <translation>이 컴퓨터에 있는 모델: OPUS-MT, Hugging Face 폴더, 이 프로그램으로 만든 모델</translation>
    </message>
    <message>
        <source>A PyTorch checkpoint…</source>
        <translation>PyTorch 체크포인트…</translation>
    </message>
    <message>
        <source>Weights of a torch.nn.Transformer with a SentencePiece model, matched name by name</source>
        <translation>torch.nn.Transformer의 가중치와 SentencePiece 모델, 이름별로 대응</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Choose a model on the left to read its card.

More models: “Download” finds them on the Hugging Face hub; “Add a folder” takes one that is on this computer already, such as a folder that somebody gave you on a stick; a model trained here is added by its run folder.</source>
        <translation>왼쪽에서 모델을 선택하면 모델 카드가 표시됩니다.

모델 더 구하기: “모델 내려받기”는 Hugging Face 허브에서 모델을 찾습니다. “폴더 추가”는 USB 메모리로 받은 폴더처럼 이미 이 컴퓨터에 있는 모델을 추가합니다. 여기서 학습한 모델은 학습 폴더를 선택해 추가합니다.</translation>
    </message>
    <message>
        <source>Looking for the models of this computer…</source>
        <translation>이 컴퓨터의 모델을 찾는 중…</translation>
    </message>
    <message>
        <source>No model on this computer matches “{0}”. Other models can be downloaded below.</source>
        <translation>이 컴퓨터에는 “{0}”에 맞는 모델이 없습니다. 다른 모델은 아래에서 내려받을 수 있습니다.</translation>
    </message>
    <message>
        <source>Models of this family are played by the package transformers, which is not installed yet.</source>
        <translation>이 계열의 모델을 실행하는 transformers 패키지가 아직 설치되어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>LinesCanvas</name>
    <message>
        <source>Lines between queries on the left and keys on the right</source>
        <translation>왼쪽 쿼리와 오른쪽 키를 잇는 연결선</translation>
    </message>
</context>
<context>
    <name>LinesNumbers</name>
    <message>
        <source>Weights of the lines shown</source>
        <translation>표시된 연결선의 가중치</translation>
    </message>
</context>
<context>
    <name>LinesView</name>
    <message>
        <source>Words</source>
        <translation>단어</translation>
    </message>
    <message>
        <source>Merge the pieces of a word: sum over its keys, mean over its queries</source>
        <translation>한 단어의 조각 합치기: 키는 합, 쿼리는 평균</translation>
    </message>
    <message>
        <source>Hide special</source>
        <translation>특수 조각 숨김</translation>
    </message>
    <message>
        <source>Leave out &lt;s&gt;, &lt;/s&gt; and &lt;pad&gt;; the share that is hidden stands below</source>
        <translation>&lt;s&gt;, &lt;/s&gt;, &lt;pad&gt;를 빼고 보기(숨긴 비율은 아래에 표시)</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>모든 헤드</translation>
    </message>
    <message>
        <source>Switch all heads on</source>
        <translation>모든 헤드 켜기</translation>
    </message>
    <message>
        <source>Layer {0} · {1} of {2} heads</source>
        <translation>층 {0} · 헤드 {2}개 중 {1}개</translation>
    </message>
    <message>
        <source>{0} · left looks at right</source>
        <translation>{0} · 왼쪽이 오른쪽을 봄</translation>
    </message>
    <message>
        <source>{0} · input piece → predicts next</source>
        <translation>{0} · 입력 조각 → 다음 조각 예측</translation>
    </message>
    <message>
        <source>words: sum over keys, mean over queries · {0}</source>
        <translation>단어: 키는 합, 쿼리는 평균 · {0}</translation>
    </message>
    <message>
        <source>head</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>query</source>
        <translation>쿼리</translation>
    </message>
    <message>
        <source>key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>가중치</translation>
    </message>
</context>
<context>
    <name>MachineDetail</name>
    <message>
        <source>The chosen box in numbers</source>
        <translation>선택한 상자의 수치</translation>
    </message>
    <message>
        <source>dimension {0}: {1}</source>
        <translation>차원 {0}: {1}</translation>
    </message>
</context>
<context>
    <name>MachineDrawing</name>
    <message>
        <source>Figure 1: the boxes of encoder and decoder</source>
        <translation>그림 1: 인코더와 디코더의 상자</translation>
    </message>
    <message>
        <source>Look at layer {0}</source>
        <translation>층 {0} 보기</translation>
    </message>
</context>
<context>
    <name>MachineElevator</name>
    <message>
        <source>The vector after every box, from bottom to top</source>
        <translation>아래에서 위로, 각 상자를 지난 벡터</translation>
    </message>
    <message>
        <source>A dark mark: the residual stream after this box. No mark: what a sub-layer gives, before it is added.</source>
        <translation>진한 표시: 이 상자를 지난 잔차 스트림. 표시 없음: 더하기 전의 서브층 출력.</translation>
    </message>
    <message>
        <source>{0}; dimension {1}: {2}</source>
        <translation>{0}; 차원 {1}: {2}</translation>
    </message>
    <message>
        <source>dim {0}: {1}</source>
        <translation>차원 {0}: {1}</translation>
    </message>
</context>
<context>
    <name>MachineView</name>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Whose vector is shown: a source piece in the encoder, the current step in the decoder</source>
        <translation>벡터를 볼 위치: 인코더에서는 소스 조각, 디코더에서는 현재 단계</translation>
    </message>
    <message>
        <source>◂ Back</source>
        <translation>◂ 이전</translation>
    </message>
    <message>
        <source>Next ▸</source>
        <translation>다음 ▸</translation>
    </message>
    <message>
        <source>Previous box</source>
        <translation>이전 상자</translation>
    </message>
    <message>
        <source>Next box</source>
        <translation>다음 상자</translation>
    </message>
    <message>
        <source>The box that is computed before this one (P)</source>
        <translation>이 상자 바로 앞에 계산되는 상자(P)</translation>
    </message>
    <message>
        <source>The box that is computed after this one (N)</source>
        <translation>이 상자 바로 다음에 계산되는 상자(N)</translation>
    </message>
    <message>
        <source>next: {0}</source>
        <translation>다음: {0}</translation>
    </message>
    <message>
        <source>{0}  {1}</source>
        <translation>{0}  {1}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save this translation: all its numbers, or a picture (Ctrl+S)</source>
        <translation>이 번역을 저장: 모든 수치 또는 그림(Ctrl+S)</translation>
    </message>
    <message>
        <source>The beginning “{0}” was chosen for an earlier text, model or language; it ends with that.</source>
        <translation>첫머리 “{0}”: 이전의 글, 모델, 언어에서 고른 것이므로 더는 고정하지 않습니다.</translation>
    </message>
    <message>
        <source>No map is shown that could be drawn; save all numbers instead.</source>
        <translation>지금 화면에는 그림으로 저장할 맵이 없습니다. 대신 모든 수치를 저장하세요.</translation>
    </message>
    <message>
        <source>All numbers, as a trace</source>
        <translation>모든 수치(트레이스)</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>저장했습니다: {0}.</translation>
    </message>
    <message>
        <source>A model is being downloaded; change the language when it is here.</source>
        <translation>모델을 내려받는 중입니다. 내려받기가 끝난 뒤 언어를 바꾸세요.</translation>
    </message>
    <message>
        <source>Open a trace</source>
        <translation>트레이스 열기</translation>
    </message>
    <message>
        <source>Traces (*.safetensors);;All files (*)</source>
        <translation>트레이스 (*.safetensors);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The sentence is translated as soon as the model is there.</source>
        <translation>모델을 불러오는 대로 문장을 번역합니다.</translation>
    </message>
    <message>
        <source>The translation begins with “{0}” now; “⋯” beside the decoding method can empty that again.</source>
        <translation>이제 번역은 “{0}”(으)로 시작합니다. 디코딩 방법 옆의 “⋯”에서 다시 비울 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>MaskPanel</name>
    <message>
        <source>Mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>before → mask → after</source>
        <translation>전 → 마스크 → 후</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>텍스트로 복사</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>그림 복사</translation>
    </message>
</context>
<context>
    <name>MaskStrip</name>
    <message>
        <source>Scores before the mask, the mask, and weights after the softmax</source>
        <translation>마스크 전의 점수, 마스크, 소프트맥스 후의 가중치</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>허용</translation>
    </message>
    <message>
        <source>masked (future)</source>
        <translation>가려짐(미래)</translation>
    </message>
    <message>
        <source>masked (padding)</source>
        <translation>가려짐(패딩)</translation>
    </message>
    <message>
        <source>score {0} → {1} → {2}</source>
        <translation>점수 {0} → {1} → {2}</translation>
    </message>
    <message>
        <source>q·k / √d_k</source>
        <translation>q·k / √d_k</translation>
    </message>
    <message>
        <source>q·k / √d_k + bias</source>
        <translation>q·k / √d_k + 편향</translation>
    </message>
    <message>
        <source>q·k + bias</source>
        <translation>q·k + 편향</translation>
    </message>
    <message>
        <source>q·k</source>
        <translation>q·k</translation>
    </message>
    <message>
        <source>What the mask hides will appear here: before, mask and after.</source>
        <translation>마스크가 가리는 것이 여기에 나타납니다: 마스크 전, 마스크, 마스크 후.</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>계산 중…</translation>
    </message>
    <message>
        <source>needs the model</source>
        <translation>모델 필요</translation>
    </message>
    <message>
        <source>cannot be shown</source>
        <translation>표시할 수 없습니다</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>future, padding = −∞</source>
        <translation>미래, 패딩 = −∞</translation>
    </message>
    <message>
        <source>future = −∞</source>
        <translation>미래 = −∞</translation>
    </message>
    <message>
        <source>padding = −∞</source>
        <translation>패딩 = −∞</translation>
    </message>
    <message>
        <source>no mask</source>
        <translation>마스크 없음</translation>
    </message>
</context>
<context>
    <name>MetricsModel</name>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>smoothed loss</source>
        <translation>라벨 스무딩 손실</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>그래디언트 노름</translation>
    </message>
    <message>
        <source>pieces/s</source>
        <translation>조각/초</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>초</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>퍼플렉시티</translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>exactly right</source>
        <translation>완전 일치</translation>
    </message>
    <message>
        <source>chrF2</source>
        <translation>chrF2</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>The card {path} cannot be read ({reason}).</source>
        <translation>모델 카드 {path} 파일을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The training cannot be started in {path} ({reason}); free some space or choose another folder.</source>
        <translation>{path} 폴더에서 학습을 시작할 수 없습니다({reason}). 공간을 확보하거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read now ({reason}); what was read before stays, and it is tried again.</source>
        <translation>지금은 {path} 폴더를 읽을 수 없습니다({reason}). 지금까지 읽은 내용은 그대로 두고 다시 시도합니다.</translation>
    </message>
    <message>
        <source>{path} holds something that cannot be understood ({reason}).</source>
        <translation>{path}에 이해할 수 없는 내용이 있습니다({reason}).</translation>
    </message>
    <message>
        <source>{path} holds no sentence.</source>
        <translation>{path} 파일에 문장이 없습니다.</translation>
    </message>
    <message>
        <source>The settings file was damaged and is now {name}; the defaults are used.</source>
        <translation>설정 파일이 손상되어 {name}에 따로 보관했습니다. 기본 설정을 사용합니다.</translation>
    </message>
    <message>
        <source>The settings could not be saved ({reason}); the next start begins with the old ones.</source>
        <translation>설정을 저장하지 못했습니다({reason}). 다음에 시작하면 이전 설정이 쓰입니다.</translation>
    </message>
    <message>
        <source>{where}: the tensor &apos;{name}&apos; has the shape {shape}, but config.json means {expected}.</source>
        <translation>{where}: 텐서 &apos;{name}&apos;의 모양이 config.json과 맞지 않습니다. 텐서의 모양: {shape}, config.json에 따른 모양: {expected}.</translation>
    </message>
    <message>
        <source>{where} is damaged: its tensor &apos;{name}&apos; holds no floating-point numbers.</source>
        <translation>{where} 파일이 손상되었습니다. 텐서 &apos;{name}&apos;에 든 것이 부동소수점 수가 아닙니다.</translation>
    </message>
    <message>
        <source>{where} is damaged: its tensor &apos;{name}&apos; holds numbers that are not finite.</source>
        <translation>{where} 파일이 손상되었습니다. 텐서 &apos;{name}&apos;에 유한하지 않은 수가 있습니다.</translation>
    </message>
    <message>
        <source>{folder} is not a model: it holds no config.json; choose the folder of a model.</source>
        <translation>{folder} 폴더는 모델이 아닙니다. config.json이 없습니다. 모델 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} is of the format {found}, which this version cannot read; it reads {format}.</source>
        <translation>{folder} 폴더는 {found} 형식이어서 이 버전에서 읽을 수 없습니다. 읽을 수 있는 형식은 {format}입니다.</translation>
    </message>
    <message>
        <source>{path} is damaged: it lacks the text &apos;{key}&apos;; put the original back.</source>
        <translation>{path} 파일이 손상되었습니다. &apos;{key}&apos; 텍스트가 없습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: it lacks &apos;architecture&apos;; put the original back.</source>
        <translation>{path} 파일이 손상되었습니다. &apos;architecture&apos; 항목이 없습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{folder} does not fit together: its vocabularies have {source} and {target} pieces, but config.json says {source_size} and {target_size}.</source>
        <translation>{folder} 폴더의 파일이 서로 맞지 않습니다. 두 어휘의 조각은 {source}개와 {target}개인데 config.json에는 {source_size}개와 {target_size}개로 적혀 있습니다.</translation>
    </message>
    <message>
        <source>{path} is damaged: its {key} is not a list of texts; put the original back.</source>
        <translation>{path} 파일이 손상되었습니다. {key} 값이 텍스트 목록이 아닙니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: its alignment_head is {value}, not a layer and a head of the decoder.</source>
        <translation>{path} 파일이 손상되었습니다. alignment_head 값이 {value}인데, 디코더에 있는 층과 헤드를 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>{path} names a file outside its folder ({name}); it cannot be trusted.</source>
        <translation>{path} 파일에 폴더 밖의 파일이 적혀 있어({name}) 신뢰할 수 없습니다.</translation>
    </message>
    <message>
        <source>{path} is missing; the model&apos;s weights belong there.</source>
        <translation>{path} 파일이 없습니다. 모델의 가중치가 있어야 할 자리입니다.</translation>
    </message>
    <message>
        <source>{path} lacks {missing} tensors of this architecture, first &apos;{first}&apos;.</source>
        <translation>{path} 파일에 이 구조의 텐서 {missing}개가 빠져 있습니다. 그중 첫 번째는 &apos;{first}&apos;입니다.</translation>
    </message>
    <message>
        <source>{path} has {unexpected} tensors this architecture lacks, first &apos;{first}&apos;.</source>
        <translation>{path} 파일에 이 구조에 없는 텐서가 {unexpected}개 있습니다. 그중 첫 번째는 &apos;{first}&apos;입니다.</translation>
    </message>
    <message>
        <source>{path}: the tensor &apos;{name}&apos; has the shape {shape}, but config.json means {expected}.</source>
        <translation>{path}: 텐서 &apos;{name}&apos;의 모양이 config.json과 맞지 않습니다. 텐서의 모양: {shape}, config.json에 따른 모양: {expected}.</translation>
    </message>
    <message>
        <source>{source} is damaged: it does not hold pieces with their ids; put the original file back.</source>
        <translation>{source} 파일이 손상되었습니다. 조각과 그 ID가 들어 있지 않습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{source} is damaged: its piece {piece} has the id {id}, but the model has {size} pieces.</source>
        <translation>{source} 파일이 손상되었습니다. 조각 {piece}의 ID가 {id}인데 모델의 조각은 {size}개입니다.</translation>
    </message>
    <message>
        <source>{path} is no file but a device or a pipe; choose the model&apos;s file of weights.</source>
        <translation>{path} 경로에 있는 것은 파일이 아니라 장치나 파이프입니다. 모델의 가중치 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); the model&apos;s weights belong there.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 모델의 가중치가 있어야 할 자리입니다.</translation>
    </message>
    <message>
        <source>{path} is empty; get the model anew.</source>
        <translation>{path} 파일이 비어 있습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} cannot be mapped into memory; free some memory and try again.</source>
        <translation>{path} 파일을 메모리에 매핑할 수 없습니다. 메모리를 확보하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); free some memory and try again.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 메모리를 확보하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path} became shorter while it was read; get the model anew.</source>
        <translation>{path} 파일이 읽는 도중에 짧아졌습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} lacks the tensor {name}; it belongs to another kind of model.</source>
        <translation>{path} 파일에 {name} 텐서가 없습니다. 다른 종류의 모델에 속한 파일입니다.</translation>
    </message>
    <message>
        <source>{path} is no file of weights that can be read; choose one that ends with {kinds}.</source>
        <translation>{path} 파일은 읽을 수 있는 가중치 파일이 아닙니다. 이름이 다음 중 하나로 끝나는 파일을 선택하세요: {kinds}.</translation>
    </message>
    <message>
        <source>{folder} cannot be read ({reason}); choose another folder.</source>
        <translation>{folder} 폴더를 읽을 수 없습니다({reason}). 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} holds several files of weights ({names}); choose one of them.</source>
        <translation>{folder} 폴더에 가중치 파일이 여러 개 있습니다({names}). 그중 하나를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} holds no weights; a file such as model.safetensors or pytorch_model.bin belongs there.</source>
        <translation>{folder} 폴더에 가중치가 없습니다. model.safetensors나 pytorch_model.bin 같은 파일이 있어야 합니다.</translation>
    </message>
    <message>
        <source>{path} is damaged: it lacks the table &apos;weight_map&apos;; get the file anew.</source>
        <translation>{path} 파일이 손상되었습니다. &apos;weight_map&apos; 표가 없습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} puts {name} outside its folder ({file}); it cannot be trusted.</source>
        <translation>{path} 파일에 {name} 텐서의 위치가 폴더 밖으로 적혀 있어({file}) 신뢰할 수 없습니다.</translation>
    </message>
    <message>
        <source>{path} is damaged: it spreads one model over {files} files; get the file anew.</source>
        <translation>{path} 파일이 손상되었습니다. 모델 하나가 파일 {files}개에 나뉘어 있다고 되어 있습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{file} lacks {name}, which {index} puts there; get it anew.</source>
        <translation>{index} 파일에 따르면 {file} 파일에 {name} 텐서가 있어야 하지만 없습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is cut off, damaged or not a safetensors file: {why}; get it anew.</source>
        <translation>{path} 파일이 잘렸거나 손상되었거나 safetensors 파일이 아닙니다({why}). 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is not the weights but git-lfs&apos;s note of them; run &apos;git lfs pull&apos; in its folder.</source>
        <translation>{path} 파일은 가중치가 아니라 git-lfs의 포인터 파일입니다. 이 파일이 있는 폴더에서 &apos;git lfs pull&apos;을 실행하세요.</translation>
    </message>
    <message>
        <source>its header would not fit</source>
        <translation>헤더가 파일에 들어갈 수 없는 크기임</translation>
    </message>
    <message>
        <source>its header is no JSON</source>
        <translation>헤더가 JSON이 아님</translation>
    </message>
    <message>
        <source>its header is no table</source>
        <translation>헤더가 표가 아님</translation>
    </message>
    <message>
        <source>its tensor {name} is described in a way that cannot be</source>
        <translation>{name} 텐서의 설명이 있을 수 없는 내용임</translation>
    </message>
    <message>
        <source>it holds no tensor</source>
        <translation>텐서가 없음</translation>
    </message>
    <message>
        <source>a tensor&apos;s shape is no list of a few numbers</source>
        <translation>텐서의 모양이 수 몇 개로 된 목록이 아님</translation>
    </message>
    <message>
        <source>a tensor&apos;s shape has impossible numbers</source>
        <translation>텐서의 모양에 있을 수 없는 수가 있음</translation>
    </message>
    <message>
        <source>a tensor is described in a way that makes no sense</source>
        <translation>텐서의 설명이 말이 되지 않음</translation>
    </message>
    <message>
        <source>a dictionary has a key that is no text or number</source>
        <translation>딕셔너리에 텍스트도 수도 아닌 키가 있음</translation>
    </message>
    <message>
        <source>its description of the tensors has no end</source>
        <translation>텐서의 설명이 끝나지 않음</translation>
    </message>
    <message>
        <source>the instruction {name}</source>
        <translation>{name} 명령</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>너무 일찍 끝남</translation>
    </message>
    <message>
        <source>it fills a dictionary that is none</source>
        <translation>딕셔너리가 아닌 것을 딕셔너리로 채우려 함</translation>
    </message>
    <message>
        <source>it fills a list that is none</source>
        <translation>목록이 아닌 것을 목록으로 채우려 함</translation>
    </message>
    <message>
        <source>it looks a name up that is none</source>
        <translation>이름이 아닌 것을 이름으로 찾으려 함</translation>
    </message>
    <message>
        <source>it calls what cannot be called</source>
        <translation>호출할 수 없는 것을 호출하려 함</translation>
    </message>
    <message>
        <source>it gives attributes to what can have none</source>
        <translation>속성을 가질 수 없는 것에 속성을 주려 함</translation>
    </message>
    <message>
        <source>a whole module</source>
        <translation>모듈 전체</translation>
    </message>
    <message>
        <source>it names weights that cannot be</source>
        <translation>있을 수 없는 가중치를 가리킴</translation>
    </message>
    <message>
        <source>the SentencePiece model</source>
        <translation>SentencePiece 모델</translation>
    </message>
    <message>
        <source>{source} is not a SentencePiece model or is damaged; put the original file back.</source>
        <translation>{source} 파일은 SentencePiece 모델이 아니거나 손상되었습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); the tokenizer belongs there.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 토크나이저가 있어야 할 자리입니다.</translation>
    </message>
    <message>
        <source>A vocabulary of {vocab_size} pieces cannot be made from this text, whose different characters and the special pieces alone are {least}; give a vocab_size of at least {least}.</source>
        <translation>이 텍스트로는 조각 {vocab_size}개의 어휘를 만들 수 없습니다. 서로 다른 문자와 특수 조각만 해도 {least}개입니다. vocab_size를 {least} 이상으로 정하세요.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>이유가 제시되지 않음</translation>
    </message>
    <message>
        <source>it has at most {most}</source>
        <translation>최대 {most}개까지 가능</translation>
    </message>
    <message>
        <source>A vocabulary of {vocab_size} pieces cannot be made from this text ({reason}); choose another vocab_size, 0 for as many as there are, or add data.</source>
        <translation>이 텍스트로는 조각 {vocab_size}개의 어휘를 만들 수 없습니다({reason}). vocab_size를 다른 값으로 정하거나(0은 가능한 만큼), 데이터를 추가하세요.</translation>
    </message>
    <message>
        <source>{path} is refused: it could only be read by running code from it ({wanted}); ask its author for a safetensors file, or for a plain state dict saved with torch.save.</source>
        <translation>{path} 파일은 파일 안의 코드를 실행해야만 읽을 수 있어({wanted}) 열지 않습니다. 만든 사람에게 safetensors 파일이나 torch.save로 저장한 단순한 state dict를 요청하세요.</translation>
    </message>
    <message>
        <source>{path} is cut off, damaged or not a file of torch.save: {reason}; get it anew.</source>
        <translation>{path} 파일이 잘렸거나 손상되었거나 torch.save로 저장한 파일이 아닙니다({reason}). 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); get it anew.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is cut off, damaged or not a file of torch.save; get it anew.</source>
        <translation>{path} 파일이 잘렸거나 손상되었거나 torch.save로 저장한 파일이 아닙니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>it holds two parts of one name</source>
        <translation>같은 이름의 부분이 두 개 있음</translation>
    </message>
    <message>
        <source>it is another kind of zip file</source>
        <translation>다른 종류의 zip 파일임</translation>
    </message>
    <message>
        <source>it lacks its part {name}</source>
        <translation>{name} 부분이 없음</translation>
    </message>
    <message>
        <source>its parts are compressed, which torch.save never does</source>
        <translation>torch.save와 달리 내용이 압축되어 있음</translation>
    </message>
    <message>
        <source>its table of contents leads astray</source>
        <translation>목차가 엉뚱한 곳을 가리킴</translation>
    </message>
    <message>
        <source>its part {name} would reach past its end</source>
        <translation>{name} 부분이 파일의 끝을 넘어감</translation>
    </message>
    <message>
        <source>its description of the tensors is larger than any model&apos;s</source>
        <translation>텐서의 설명이 어떤 모델의 것보다도 큼</translation>
    </message>
    <message>
        <source>it was written on a computer with the opposite order of bytes</source>
        <translation>바이트 순서가 반대인 컴퓨터에서 저장됨</translation>
    </message>
    <message>
        <source>it begins in another way</source>
        <translation>파일의 시작 부분이 다름</translation>
    </message>
    <message>
        <source>it is a pickle of another kind</source>
        <translation>다른 종류의 pickle임</translation>
    </message>
    <message>
        <source>its list of weights is none</source>
        <translation>가중치 목록이 목록이 아님</translation>
    </message>
    <message>
        <source>its list of weights does not fit its weights</source>
        <translation>가중치 목록이 가중치와 맞지 않음</translation>
    </message>
    <message>
        <source>weights are missing at its end</source>
        <translation>끝부분의 가중치가 없음</translation>
    </message>
    <message>
        <source>the weights of {name} are cut off</source>
        <translation>{name} 텐서의 가중치가 잘림</translation>
    </message>
    <message>
        <source>the tensor {name} claims more numbers than the file holds</source>
        <translation>{name} 텐서에 파일에 든 것보다 많은 수가 있다고 되어 있음</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors</source>
        <translation>텐서의 딕셔너리가 없음</translation>
    </message>
    <message>
        <source>its entry {name} is no tensor</source>
        <translation>{name} 항목이 텐서가 아님</translation>
    </message>
    <message>
        <source>{path} is of version {version}</source>
        <translation>{path} 폴더의 버전은 {version}</translation>
    </message>
    <message>
        <source>{path} is damaged</source>
        <translation>{path} 파일이 손상됨</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); free some space or choose another folder.</source>
        <translation>{folder}에 저장할 수 없습니다({reason}). 공간을 확보하거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be used ({reason}); remove it and try again.</source>
        <translation>{folder} 폴더를 사용할 수 없습니다({reason}). 폴더를 삭제하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>no sentence pair</source>
        <translation>문장 쌍이 아님</translation>
    </message>
    <message>
        <source>one side empty</source>
        <translation>한쪽이 비어 있음</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>너무 긺</translation>
    </message>
    <message>
        <source>sides of very different length</source>
        <translation>양쪽 길이 차이가 큼</translation>
    </message>
    <message>
        <source>wrong script</source>
        <translation>다른 언어의 문자</translation>
    </message>
    <message>
        <source>translation equals source</source>
        <translation>번역이 소스와 같음</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>{path} cannot be read as &apos;lines&apos; without a second file, the translations; name that file or change the format.</source>
        <translation>{path} 파일을 &apos;lines&apos; 형식으로 읽으려면 번역이 든 두 번째 파일이 필요합니다. 그 파일을 지정하거나 형식을 바꾸세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read as &apos;{format}&apos; with a second file, which only &apos;lines&apos; has; leave that file out or change the format.</source>
        <translation>{path} 파일을 &apos;{format}&apos; 형식으로 읽을 때는 두 번째 파일을 쓸 수 없습니다. 두 번째 파일은 &apos;lines&apos; 형식에만 있습니다. 그 파일을 빼거나 형식을 바꾸세요.</translation>
    </message>
    <message>
        <source>is not UTF-8 text</source>
        <translation>UTF-8 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>holds a NUL character</source>
        <translation>NUL 문자가 들어 있습니다</translation>
    </message>
    <message>
        <source>holds a carriage return</source>
        <translation>캐리지 리턴(CR) 문자가 들어 있습니다</translation>
    </message>
    <message>
        <source>{path} holds no sentence pairs; choose another file.</source>
        <translation>{path} 파일에 문장 쌍이 없습니다. 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{file}, line {line} {reason}; {remedy}</source>
        <translation>{file} 파일의 {line}번째 줄: {reason}. {remedy}</translation>
    </message>
    <message>
        <source>Line {line} of {file} {reason}; correct or remove it.</source>
        <translation>{file} 파일의 {line}번째 줄: {reason}. 이 줄을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Line {line} of {path} lacks one of its sentences; correct or remove it.</source>
        <translation>{path} 파일의 {line}번째 줄에 두 문장 중 하나가 없습니다. 이 줄을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>save the file as UTF-8 text.</source>
        <translation>파일을 UTF-8 텍스트로 저장하세요.</translation>
    </message>
    <message>
        <source>a TSV file has the source, a tab and the target on each line: choose its columns or another format.</source>
        <translation>TSV 파일은 줄마다 소스, 탭, 타깃이 있는 형식입니다. 열을 지정하거나 다른 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>JSON Lines has one object a line with the source and the target: name their keys or another format.</source>
        <translation>JSON Lines는 한 줄에 소스와 타깃이 든 객체가 하나씩 있는 형식입니다. 두 키를 지정하거나 다른 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>correct the line or choose another file.</source>
        <translation>그 줄을 고치거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check the path and the file.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 경로와 파일을 확인하세요.</translation>
    </message>
    <message>
        <source>{path} is {encoding} text; save it as UTF-8.</source>
        <translation>{path} 파일은 {encoding} 텍스트입니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>{path} has the line ends of old Macs (CR); save it with LF line ends.</source>
        <translation>{path} 파일의 줄바꿈이 옛 Mac 방식(CR)입니다. 줄바꿈을 LF로 저장하세요.</translation>
    </message>
    <message>
        <source>is longer than 64 KiB</source>
        <translation>64 KiB보다 깁니다</translation>
    </message>
    <message>
        <source>one column</source>
        <translation>1개</translation>
    </message>
    <message>
        <source>{columns} columns</source>
        <translation>{columns}개</translation>
    </message>
    <message>
        <source>has {have} where {needed} are needed</source>
        <translation>열이 {needed}개 필요한데 {have}뿐입니다</translation>
    </message>
    <message>
        <source>is not JSON</source>
        <translation>JSON이 아닙니다</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>JSON 객체가 아닙니다</translation>
    </message>
    <message>
        <source>lacks the key &apos;{key}&apos;</source>
        <translation>&apos;{key}&apos; 키가 없습니다</translation>
    </message>
    <message>
        <source>has something else than text under &apos;{key}&apos;</source>
        <translation>&apos;{key}&apos; 키의 값이 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>has half a surrogate pair under &apos;{key}&apos;</source>
        <translation>&apos;{key}&apos; 키의 값에 서로게이트 쌍의 반쪽만 있습니다</translation>
    </message>
    <message>
        <source>{path} has {lines} lines and {target_path} has {target_lines}, but line by line they must be translations of each other; choose two files of the same length.</source>
        <translation>{path} 파일은 {lines}줄, {target_path} 파일은 {target_lines}줄이지만, 두 파일은 줄마다 서로의 번역이어야 합니다. 길이가 같은 두 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path}: name both languages of the TMX file or neither.</source>
        <translation>{path}: TMX 파일의 두 언어를 모두 지정하거나 둘 다 비워 두세요.</translation>
    </message>
    <message>
        <source>{path} holds {count} languages ({found}); name the source and the target language.</source>
        <translation>{path} 파일에 언어가 {count}개 있습니다({found}). 소스 언어와 타깃 언어를 지정하세요.</translation>
    </message>
    <message>
        <source>{path} has no language &apos;{code}&apos;; it has {found}.</source>
        <translation>{path} 파일에 &apos;{code}&apos; 언어가 없습니다. 파일에 있는 언어: {found}.</translation>
    </message>
    <message>
        <source>has a segment of more than 65,536 characters</source>
        <translation>65,536자보다 긴 세그먼트가 있습니다</translation>
    </message>
    <message>
        <source>lacks &apos;{code}&apos;</source>
        <translation>&apos;{code}&apos; 언어가 없습니다</translation>
    </message>
    <message>
        <source>None of the {seen} sentence pairs has fewer than {max_pieces} pieces on both sides; raise max_pieces or check the data.</source>
        <translation>문장 쌍 {seen}개 중 양쪽 모두 조각이 {max_pieces}개보다 적은 것이 없습니다. max_pieces를 높이거나 데이터를 확인하세요.</translation>
    </message>
    <message>
        <source>{folder} holds no whole set of sentence pairs ({reason}); make it again.</source>
        <translation>{folder} 폴더에 온전한 문장 쌍 데이터가 없습니다({reason}). 다시 만드세요.</translation>
    </message>
    <message>
        <source>There are no sentence pairs to store; make at least one.</source>
        <translation>저장할 문장 쌍이 없습니다. 하나 이상 만드세요.</translation>
    </message>
    <message>
        <source>{path}: none of its {read} lines is fit to learn from (most often: {reason}); choose other columns, change [cleaning] or choose another file.</source>
        <translation>{path} 파일의 {read}줄 중 학습에 쓸 수 있는 줄이 없습니다(가장 많은 이유: {reason}). 다른 열을 선택하거나 [cleaning]을 바꾸거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{pairs} sentence pairs are too few to hold {count} of them out for validation; add data, hold out fewer or name a validation file.</source>
        <translation>문장 쌍 {pairs}개는 검증용으로 {count}개를 떼어 두기에 너무 적습니다. 데이터를 추가하거나, 더 적게 떼어 두거나, 검증용 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{path}, line {line} is not well-formed XML ({reason}); export the file again.</source>
        <translation>{path} 파일의 {line}번째 줄이 올바른 XML이 아닙니다({reason}). 파일을 다시 내보내세요.</translation>
    </message>
    <message>
        <source>{path} declares the encoding &apos;{encoding}&apos;, which cannot be read here; save the file as UTF-8.</source>
        <translation>{path} 파일이 선언한 인코딩(&apos;{encoding}&apos;)은 여기서 읽을 수 없습니다. 파일을 UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>{path}, line {line} holds the XML entity &apos;&amp;{entity};&apos;, which the file does not explain; put the character itself in its place.</source>
        <translation>{path} 파일의 {line}번째 줄에 파일 안에서 정의되지 않은 XML 엔티티(&apos;&amp;{entity};&apos;)가 있습니다. 그 자리에 해당 문자를 직접 적으세요.</translation>
    </message>
    <message>
        <source>{path}, line {line} declares an XML entity, which no TMX file needs; remove it.</source>
        <translation>{path} 파일의 {line}번째 줄에 XML 엔티티 선언이 있습니다. TMX 파일에는 필요 없는 것이니 지우세요.</translation>
    </message>
    <message>
        <source>{path} is XML but not TMX; choose another file.</source>
        <translation>{path} 파일은 XML이지만 TMX가 아닙니다. 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>The source language of &apos;{name}&apos; cannot be chosen; leave the source language open.</source>
        <translation>&apos;{name}&apos; 모델의 소스 언어는 선택할 수 없습니다. 소스 언어를 비워 두세요.</translation>
    </message>
    <message>
        <source>The model &apos;{name}&apos; translates into one language only; leave the target language open.</source>
        <translation>&apos;{name}&apos; 모델은 한 언어로만 번역합니다. 타깃 언어를 비워 두세요.</translation>
    </message>
    <message>
        <source>The model &apos;{name}&apos; has no target language &apos;{code}&apos;; choose one of: {some}.</source>
        <translation>&apos;{name}&apos; 모델에는 &apos;{code}&apos; 타깃 언어가 없습니다. 다음 중에서 선택하세요: {some}.</translation>
    </message>
    <message>
        <source>The forced prefix fills all {count} positions of the model; shorten it.</source>
        <translation>고정한 앞부분이 모델의 위치 {count}개를 모두 채웁니다. 앞부분을 줄이세요.</translation>
    </message>
    <message>
        <source>There is nothing to translate; type a sentence with at least one visible character.</source>
        <translation>번역할 내용이 없습니다. 보이는 글자가 하나 이상 있는 문장을 입력하세요.</translation>
    </message>
    <message>
        <source>The sentence &apos;{beginning}…&apos; has {pieces} pieces, but this model has room for {room}; put each sentence on a line of its own or shorten it.</source>
        <translation>&apos;{beginning}…&apos; 문장의 조각은 {pieces}개인데, 이 모델에는 {room}개까지만 들어갑니다. 문장마다 줄을 바꾸거나 문장을 줄이세요.</translation>
    </message>
    <message>
        <source>The device &apos;{name}&apos; cannot be used here ({reason}); choose &apos;auto&apos; or &apos;cpu&apos;.</source>
        <translation>여기서는 &apos;{name}&apos; 장치를 사용할 수 없습니다({reason}). &apos;auto&apos; 또는 &apos;cpu&apos;를 선택하세요.</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU, 스레드 1개</translation>
    </message>
    <message>
        <source>CPU, {threads} threads</source>
        <translation>CPU, 스레드 {threads}개</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} 또는 {other}</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} 및 {other}</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한이 없음</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>허용되지 않은 동작임</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>그런 파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>파일이 이미 있음</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>파일이 아니라 폴더임</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아님</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>폴더가 비어 있지 않음</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>파일 이름이 너무 긺</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>파일이 너무 큼</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크에 남은 공간이 없음</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 할당량을 넘음</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 디스크임</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>입출력 오류</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>네트워크 폴더와의 연결이 끊어짐</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많음</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>메모리가 부족함</translation>
    </message>
    <message>
        <source>free some space and try again</source>
        <translation>공간을 확보하고 다시 시도하세요</translation>
    </message>
    <message>
        <source>choose a folder that you may write to</source>
        <translation>쓸 수 있는 폴더를 선택하세요</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); {remedy}.</source>
        <translation>{path}에 저장할 수 없습니다({reason}). {remedy}.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); put it back or choose another folder.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 파일을 되돌려 놓거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: it is not JSON; put the original file back.</source>
        <translation>{path} 파일이 손상되었습니다. JSON이 아닙니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: it does not hold a JSON object; put the original file back.</source>
        <translation>{path} 파일이 손상되었습니다. JSON 객체가 들어 있지 않습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>Its config.json does not say what kind of model it is, so it cannot be loaded.</source>
        <translation>모델의 config.json에 모델의 종류가 적혀 있지 않아 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>A &apos;{kind}&apos; model runs with code of its own, which this program never executes.</source>
        <translation>&apos;{kind}&apos; 모델은 자체 코드로 실행되는데, 이 프로그램은 그런 코드를 절대 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>The decoder starts from {start} instead of &lt;s&gt;.</source>
        <translation>디코더가 &lt;s&gt; 대신 {start} 조각에서 시작합니다.</translation>
    </message>
    <message>
        <source>A piece in front of the text or behind it names the language.</source>
        <translation>텍스트 앞이나 뒤에 붙는 조각이 언어를 나타냅니다.</translation>
    </message>
    <message>
        <source>The first piece of every translation is {first}, whatever the model would choose.</source>
        <translation>모든 번역의 첫 조각은 모델이 무엇을 고르든 {first}입니다.</translation>
    </message>
    <message>
        <source>Its makers decode with {ignored}, which is not done here.</source>
        <translation>모델 제작자의 디코딩에는 있지만 여기서는 적용하지 않는 것: {ignored}.</translation>
    </message>
    <message>
        <source>Scores are q · k, not divided by √d_k: that factor went into how the weights were initialised.</source>
        <translation>점수는 √d_k로 나누지 않은 q · k입니다. 그 계수는 가중치를 초기화할 때 반영되었습니다.</translation>
    </message>
    <message>
        <source>Scores are bent by a hyperbolic tangent, so that none leaves the range from {least} to {most}.</source>
        <translation>점수를 쌍곡탄젠트로 휘어 {least}에서 {most}까지의 범위를 벗어나지 않게 합니다.</translation>
    </message>
    <message>
        <source>All heads together are {width} numbers wide, not d_model = {d_model}.</source>
        <translation>모든 헤드를 합치면 {width}차원이며, d_model = {d_model} 값과 다릅니다.</translation>
    </message>
    <message>
        <source>every layer has its own</source>
        <translation>층마다 따로</translation>
    </message>
    <message>
        <source>all layers use the first one&apos;s</source>
        <translation>모든 층이 첫 층의 것을 사용</translation>
    </message>
    <message>
        <source>No positions are added to the embeddings: each head adds to its self-attention scores a number that it has learned for every distance ({shared}).</source>
        <translation>임베딩에 위치를 더하지 않습니다. 대신 각 헤드가 거리마다 학습한 수를 셀프 어텐션 점수에 더합니다({shared}).</translation>
    </message>
    <message>
        <source>, and the first piece is number {offset}</source>
        <translation>(첫 조각의 번호는 {offset})</translation>
    </message>
    <message>
        <source>Positions are learned, one vector for each, instead of sines and cosines{shift}.</source>
        <translation>위치 인코딩이 사인과 코사인이 아니라 위치마다 하나씩 학습된 벡터입니다{shift}.</translation>
    </message>
    <message>
        <source>, counted from {offset}</source>
        <translation>(위치는 {offset}부터 셈)</translation>
    </message>
    <message>
        <source>Of each position all sines come first and then all cosines, not in turns{shift}.</source>
        <translation>각 위치의 인코딩에서 사인이 모두 먼저 오고 그다음에 코사인이 모두 오며, 둘이 번갈아 나오지 않습니다{shift}.</translation>
    </message>
    <message>
        <source>Positions are learned, one vector for each, instead of sines and cosines.</source>
        <translation>위치 인코딩이 사인과 코사인이 아니라 위치마다 하나씩 학습된 벡터입니다.</translation>
    </message>
    <message>
        <source>Positions turn queries and keys (rotary embedding) instead of being added to the embeddings.</source>
        <translation>위치를 임베딩에 더하지 않고, 위치에 따라 쿼리와 키를 회전시킵니다(rotary embedding).</translation>
    </message>
    <message>
        <source>Some layers look no further than {count} pieces.</source>
        <translation>일부 층은 조각 {count}개 거리까지만 봅니다.</translation>
    </message>
    <message>
        <source>LayerNorm comes before each sub-layer (pre-norm), and once more after each stack.</source>
        <translation>LayerNorm이 각 서브층 앞에 있고(pre-norm), 각 스택 뒤에 하나씩 더 있습니다.</translation>
    </message>
    <message>
        <source>The sum of embedding and position goes through a LayerNorm before the first layer.</source>
        <translation>임베딩과 위치의 합은 첫 층에 들어가기 전에 LayerNorm을 거칩니다.</translation>
    </message>
    <message>
        <source>LayerNorm takes away no mean and adds no bias: it only divides by the root mean square (RMSNorm).</source>
        <translation>LayerNorm은 평균을 빼지 않고 편향도 더하지 않으며, 제곱평균제곱근으로 나누기만 합니다(RMSNorm).</translation>
    </message>
    <message>
        <source>Embeddings are not multiplied by √d_model.</source>
        <translation>임베딩에 √d_model을 곱하지 않습니다.</translation>
    </message>
    <message>
        <source>The output has a matrix of its own instead of the embeddings&apos;.</source>
        <translation>출력은 임베딩 행렬 대신 별도의 행렬을 씁니다.</translation>
    </message>
    <message>
        <source>The feed-forward layer is gated: one half ({name}) is multiplied by another, linear half.</source>
        <translation>피드포워드 층에 게이트가 있습니다. 한쪽 절반({name})에 선형인 다른 절반을 곱합니다.</translation>
    </message>
    <message>
        <source>The feed-forward layer uses {shown} instead of ReLU.</source>
        <translation>피드포워드 층은 ReLU 대신 {shown} 함수를 씁니다.</translation>
    </message>
    <message>
        <source>Some feed-forward layers are {experts} experts, of which each piece is sent to only a few.</source>
        <translation>일부 피드포워드 층은 전문가(expert) {experts}개로 이루어지며, 각 조각은 그중 몇 개에만 보내집니다.</translation>
    </message>
    <message>
        <source>Linear layers have no biases.</source>
        <translation>선형 층에 편향이 없습니다.</translation>
    </message>
    <message>
        <source>Every piece&apos;s logit has a bias of its own.</source>
        <translation>조각마다 로짓에 자체 편향이 있습니다.</translation>
    </message>
    <message>
        <source>The decoder&apos;s output is divided by √d_model before it meets the output matrix.</source>
        <translation>디코더의 출력을 √d_model로 나눈 뒤 출력 행렬에 넣습니다.</translation>
    </message>
    <message>
        <source>no {number} pieces in a row that were there before</source>
        <translation>앞에 나온 연속된 조각 {number}개를 되풀이하지 않기</translation>
    </message>
    <message>
        <source>a penalty of {number} on repetitions</source>
        <translation>반복 페널티 {number}</translation>
    </message>
    <message>
        <source>at least {number} pieces</source>
        <translation>조각 {number}개 이상</translation>
    </message>
    <message>
        <source>The reference has {pieces} pieces, but this model has room for {room}; shorten it.</source>
        <translation>참조 번역의 조각은 {pieces}개인데, 이 모델에는 {room}개까지만 들어갑니다. 참조 번역을 줄이세요.</translation>
    </message>
    <message>
        <source>There is no reference; type a translation with at least one visible character.</source>
        <translation>참조 번역이 없습니다. 보이는 글자가 하나 이상 있는 번역을 입력하세요.</translation>
    </message>
    <message>
        <source>{folder} holds only an adapter for another model; choose the folder of a whole model.</source>
        <translation>{folder} 폴더에는 다른 모델용 어댑터만 있습니다. 모델 전체가 든 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be opened. {problem}</source>
        <translation>{folder} 폴더를 열 수 없습니다. {problem}</translation>
    </message>
    <message>
        <source>{folder} holds quantised weights, which do not say what the model computes; get the model&apos;s original.</source>
        <translation>{folder} 폴더의 가중치는 양자화되어 있어 모델이 무엇을 계산하는지 알 수 없습니다. 원본 모델을 받으세요.</translation>
    </message>
    <message>
        <source>{folder} holds no tokenizer (tokenizer.json or a SentencePiece model), so no text can be read; put the files of the original model beside its weights.</source>
        <translation>{folder} 폴더에 토크나이저(tokenizer.json 또는 SentencePiece 모델)가 없어 텍스트를 읽을 수 없습니다. 원본 모델의 파일을 가중치와 같은 폴더에 넣으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: its {key} is {value}, but at most {most} makes sense.</source>
        <translation>{path} 파일이 손상되었습니다. {key} 값이 {value}인데, 최대 {most}까지만 가능합니다.</translation>
    </message>
    <message>
        <source>{folder} holds quantised weights (&apos;{name}&apos;), which do not say what the model computes; get the model&apos;s original.</source>
        <translation>{folder} 폴더의 가중치(&apos;{name}&apos;)는 양자화되어 있어 모델이 무엇을 계산하는지 알 수 없습니다. 원본 모델을 받으세요.</translation>
    </message>
    <message>
        <source>{folder} is damaged: its weights are empty; get the model anew.</source>
        <translation>{folder} 폴더의 모델이 손상되었습니다(가중치가 비어 있음). 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{folder} does not fit together: its config.json describes a model of {wanted} numbers, but its weights hold {numbers}; get the model anew.</source>
        <translation>{folder} 폴더의 파일이 서로 맞지 않습니다. config.json에 따르면 모델의 수가 모두 {wanted}개여야 하는데 가중치에는 {numbers}개가 있습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>target</source>
        <translation>타깃</translation>
    </message>
    <message>
        <source>This model&apos;s {side} language cannot be chosen, so “{wanted}” is not possible; leave it out.</source>
        <translation>이 모델의 {side} 언어는 선택할 수 없으므로 “{wanted}” 언어를 지정할 수 없습니다. 언어를 비워 두세요.</translation>
    </message>
    <message>
        <source>This model has no {side} language “{wanted}”; choose one that it has, for example {shown}.</source>
        <translation>이 모델에는 “{wanted}” {side} 언어가 없습니다. 모델에 있는 언어를 선택하세요(예: {shown}).</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>토크나이저</translation>
    </message>
    <message>
        <source>{folder} holds a &apos;{model_type}&apos; model, which has no encoder and decoder for text; choose a translation model.</source>
        <translation>{folder} 폴더의 모델은 &apos;{model_type}&apos; 종류이며, 텍스트용 인코더와 디코더가 없습니다. 번역 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>{folder} cannot be opened: {family} fails at its first piece in this version of transformers ({reason}); choose another model.</source>
        <translation>{folder} 폴더를 열 수 없습니다. 설치된 버전의 transformers에서는 {family} 모델이 첫 조각부터 실패합니다({reason}). 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} does not fit into memory; close other programs or choose a smaller model.</source>
        <translation>{folder} 폴더의 모델이 메모리에 들어가지 않습니다. 다른 프로그램을 닫거나 더 작은 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be opened: transformers cannot read its {part} ({reason}); get the model anew or a newer version of it.</source>
        <translation>{folder} 폴더를 열 수 없습니다. transformers가 {part} 부분을 읽지 못합니다({reason}). 모델을 다시 받거나 더 새로운 버전을 받으세요.</translation>
    </message>
    <message>
        <source>{folder} does not fit together: {missing} of its weights are missing or of another shape than config.json means, first &apos;{first}&apos;; get the model anew.</source>
        <translation>{folder} 폴더의 파일이 서로 맞지 않습니다. 가중치 {missing}개가 없거나 모양이 config.json에 정해진 것과 다릅니다(첫 번째: &apos;{first}&apos;). 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{folder} is damaged: its tensor &apos;{name}&apos; holds numbers that are not finite.</source>
        <translation>{folder} 파일이 손상되었습니다. 텐서 &apos;{name}&apos;에 유한하지 않은 수가 있습니다.</translation>
    </message>
    <message>
        <source>encoder self-attention</source>
        <translation>인코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>decoder self-attention</source>
        <translation>디코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>크로스 어텐션</translation>
    </message>
    <message>
        <source>{family} gives no whole table of its {what}, so its heads cannot be shown; choose a model whose attention is not local or sparse.</source>
        <translation>{family} 모델은 {what} 표 전체를 제공하지 않으므로 헤드를 표시할 수 없습니다. 어텐션이 국소적(local)이지도 희소(sparse)하지도 않은 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>This model is played by the package transformers, which is not installed here; get it with pip install &quot;translucent[families]&quot; or with the button in the library.</source>
        <translation>이 모델을 실행하는 transformers 패키지가 설치되어 있지 않습니다. pip install &quot;translucent[families]&quot; 명령이나 모델 창의 버튼으로 설치하세요.</translation>
    </message>
    <message>
        <source>{name} does not fit together: its {key} is {value}, but it has {size} pieces; get the model anew.</source>
        <translation>{name} 모델의 파일이 서로 맞지 않습니다. {key} 값이 {value}인데 모델의 조각은 {size}개입니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{name} does not say which piece ends a translation; get the original model&apos;s files.</source>
        <translation>{name} 모델에는 번역을 끝내는 조각이 무엇인지 적혀 있지 않습니다. 원본 모델의 파일을 받으세요.</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer and its weights do not fit together: the text has a piece with the id {wrong}, but the model has {size} pieces; get the model anew.</source>
        <translation>모델의 토크나이저와 가중치가 서로 맞지 않습니다. 텍스트에 ID가 {wrong}인 조각이 있는데 모델의 조각은 {size}개입니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer fails at this text ({reason}); its files may be damaged, so get the model anew.</source>
        <translation>모델의 토크나이저가 이 텍스트를 처리하지 못합니다({reason}). 파일이 손상되었을 수 있으니 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} describes no Marian model (its model_type is {kind}).</source>
        <translation>{path} 파일은 Marian 모델의 설정이 아닙니다(model_type 값: {kind}).</translation>
    </message>
    <message>
        <source>{path} describes quantized weights, which cannot be read; get the model&apos;s original weights.</source>
        <translation>{path} 파일이 가리키는 가중치는 양자화되어 있어 읽을 수 없습니다. 모델의 원본 가중치를 받으세요.</translation>
    </message>
    <message>
        <source>{path} has encoder_{what} {encoder} but decoder_{what} {decoder}, and models whose two stacks differ cannot be loaded; choose another model.</source>
        <translation>{path} 파일의 encoder_{what} 값은 {encoder}인데 decoder_{what} 값은 {decoder}입니다. 두 스택이 서로 다른 모델은 불러올 수 없으니 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} asks for the activation function {activation}, but only {activations} are known; choose another model.</source>
        <translation>{path} 파일에 활성화 함수 {activation} 값이 지정되어 있지만, 지원하는 함수는 {activations}뿐입니다. 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} lacks &apos;{key}&apos;, without which the model cannot be built; get the file anew.</source>
        <translation>{path} 파일에 &apos;{key}&apos; 항목이 없습니다. 이 값 없이는 모델을 만들 수 없으니 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path}: {key} is {value}, but it must be {wanted}; get the file anew.</source>
        <translation>{path}: {key} 값이 {value}인데, 필요한 값은 다음과 같습니다: {wanted}. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>a whole number of at least {least}</source>
        <translation>{least} 이상의 정수</translation>
    </message>
    <message>
        <source>a number of at least 0 and less than 1</source>
        <translation>0 이상 1 미만의 수</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>{name} is no Transformer, and a Marian folder can hold nothing else; choose another model.</source>
        <translation>{name} 모델은 트랜스포머가 아닌데, Marian 폴더에는 트랜스포머만 담을 수 있습니다. 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>This model cannot be exported: {reason}; train one with post-norm and the paper&apos;s positions instead.</source>
        <translation>이 모델은 내보낼 수 없습니다: {reason}. 대신 post-norm과 논문의 위치 인코딩을 쓰는 모델을 학습하세요.</translation>
    </message>
    <message>
        <source>its norms come before the sub-layers (pre-norm), and Marian&apos;s come after them</source>
        <translation>정규화가 서브층 앞에 있지만(pre-norm) Marian에서는 뒤에 있습니다</translation>
    </message>
    <message>
        <source>each of its stacks ends in one more norm, which Marian&apos;s do not have</source>
        <translation>각 스택 끝에 정규화가 하나 더 있지만 Marian의 스택에는 없습니다</translation>
    </message>
    <message>
        <source>its positions are learned, and Marian&apos;s are sinusoids</source>
        <translation>위치 인코딩이 학습된 것이지만 Marian의 위치 인코딩은 사인파입니다</translation>
    </message>
    <message>
        <source>its positions are Tensor2Tensor&apos;s, whose angles differ from Marian&apos;s</source>
        <translation>위치 인코딩이 Tensor2Tensor 방식이라 각도가 Marian과 다릅니다</translation>
    </message>
    <message>
        <source>its norms add {ours} to the variance, and Marian&apos;s add {theirs}</source>
        <translation>정규화에서 분산에 더하는 값이 {ours}인데 Marian에서는 {theirs}입니다</translation>
    </message>
    <message>
        <source>its special pieces have ids that the source vocabulary lacks</source>
        <translation>특수 조각의 ID가 소스 어휘에 없습니다</translation>
    </message>
    <message>
        <source>This model cannot be exported: in its {side} vocabulary the piece {piece} has the id {found}, but the model uses {id}; export the model it was made from.</source>
        <translation>이 모델은 내보낼 수 없습니다. {side} 어휘에서 조각 {piece}의 ID는 {found}인데 모델은 {id} 값을 사용합니다. 이 모델을 만들 때 쓴 원래 모델을 내보내세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be opened as a folder ({reason}); choose another one.</source>
        <translation>{folder} 경로를 폴더로 열 수 없습니다({reason}). 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} holds other files ({found}); choose a folder that is new or empty.</source>
        <translation>{folder} 폴더에 다른 파일이 있습니다({found}). 새 폴더나 빈 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} lacks target_vocab.json, but config.json means two vocabularies, of {source_vocab_size} and {target_vocab_size} pieces; get the missing file.</source>
        <translation>{folder} 폴더에 target_vocab.json이 없는데, config.json에는 조각이 각각 {source_vocab_size}개와 {target_vocab_size}개인 두 어휘가 지정되어 있습니다. 빠진 파일을 받으세요.</translation>
    </message>
    <message>
        <source>{path} lacks the piece {piece}, which every text needs; get the file anew.</source>
        <translation>모든 텍스트에 필요한 {piece} 조각이 {path} 파일에 없습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>Positions are learned vectors instead of sinusoids.</source>
        <translation>위치 인코딩이 사인파가 아니라 학습된 벡터입니다.</translation>
    </message>
    <message>
        <source>In the positions all sines stand before all cosines; the paper alternates them.</source>
        <translation>위치 인코딩에서 사인이 모두 코사인보다 앞에 옵니다. 논문에서는 둘이 번갈아 나옵니다.</translation>
    </message>
    <message>
        <source>The feed-forward network uses {function} where the paper has ReLU.</source>
        <translation>논문은 피드포워드 신경망에 ReLU를 쓰지만, 이 모델은 {function} 함수를 씁니다.</translation>
    </message>
    <message>
        <source>Each sub-layer begins with its norm (pre-norm); in the paper it ends with it.</source>
        <translation>각 서브층이 정규화로 시작합니다(pre-norm). 논문에서는 정규화로 끝납니다.</translation>
    </message>
    <message>
        <source>The decoder starts from &lt;pad&gt;, whose embedding is all zeros, instead of from &lt;s&gt;.</source>
        <translation>디코더가 &lt;s&gt; 대신, 임베딩이 모두 0인 &lt;pad&gt;에서 시작합니다.</translation>
    </message>
    <message>
        <source>&lt;pad&gt; is left out before the softmax, so it has no share of the probability.</source>
        <translation>소프트맥스 전에 &lt;pad&gt; 조각을 제외하므로 이 조각에는 확률이 돌아가지 않습니다.</translation>
    </message>
    <message>
        <source>A bias is added to the logits.</source>
        <translation>로짓에 편향을 더합니다.</translation>
    </message>
    <message>
        <source>The source has an embedding matrix of its own; the paper shares one matrix three times.</source>
        <translation>소스에 자체 임베딩 행렬이 있습니다. 논문은 행렬 하나를 세 곳에서 공유합니다.</translation>
    </message>
    <message>
        <source>The three embedding matrices are not shared.</source>
        <translation>세 임베딩 행렬을 공유하지 않습니다.</translation>
    </message>
    <message>
        <source>{path} has &apos;{found}&apos;, a norm after the whole stack, but config.json sets neither normalize_before nor add_final_layer_norm, so the order of the norms is unknown; put the original config.json back.</source>
        <translation>{path} 파일에는 스택 전체 뒤의 정규화인 &apos;{found}&apos; 텐서가 있지만, config.json에 normalize_before도 add_final_layer_norm도 설정되어 있지 않아 정규화의 순서를 알 수 없습니다. 원본 config.json으로 되돌리세요.</translation>
    </message>
    <message>
        <source>{path} has positions of its own for one stack only; get the model anew.</source>
        <translation>{path} 파일에는 한 스택에만 자체 위치 인코딩이 있습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} lacks {missing} of the tensors that config.json means, first &apos;{first}&apos;; get both files anew.</source>
        <translation>config.json에 따라 {path} 파일에 있어야 할 텐서 중 {missing}개가 없습니다(첫 번째: &apos;{first}&apos;). 두 파일을 모두 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} has {unexpected} tensors that config.json does not mean, first {first}; get both files anew.</source>
        <translation>{path} 파일에 config.json의 설정에는 없는 텐서가 {unexpected}개 있습니다(첫 번째: {first}). 두 파일을 모두 다시 받으세요.</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>디코더</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{key} is &apos;{prefix}&apos;, but the checkpoint&apos;s {side} layers are called {there}; choose them.</source>
        <translation>{key} 값이 &apos;{prefix}&apos;인데, 체크포인트의 {side} 층 이름은 다음과 같습니다: {there}. 그 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>d_model {d_model} cannot be shared out evenly over {heads} heads; say how many heads the model was trained with.</source>
        <translation>d_model {d_model}은(는) 헤드 {heads}개로 고르게 나눌 수 없습니다. 모델을 학습할 때 쓴 헤드 수를 지정하세요.</translation>
    </message>
    <message>
        <source>There is a norm after the {has}&apos;s layers but none after the {lacks}&apos;s, which Translucent&apos;s Transformer cannot express; choose both or neither.</source>
        <translation>{has} 층 뒤에는 정규화가 있지만 {lacks} 층 뒤에는 없습니다. Translucent의 트랜스포머로는 이를 나타낼 수 없으니, 두 정규화를 모두 선택하거나 모두 선택하지 마세요.</translation>
    </message>
    <message>
        <source>Nothing was chosen for {parameter}; choose its tensor.</source>
        <translation>{parameter}에 쓸 텐서를 선택하지 않았습니다. 텐서를 선택하세요.</translation>
    </message>
    <message>
        <source>The checkpoint has no tensor &apos;{tensor}&apos;, which {parameter} needs.</source>
        <translation>{parameter}에 필요한 &apos;{tensor}&apos; 텐서가 체크포인트에 없습니다.</translation>
    </message>
    <message>
        <source>The tensor &apos;{tensor}&apos; has the shape {shape}, but {parameter} needs {expected}.</source>
        <translation>&apos;{tensor}&apos; 텐서의 모양은 {shape}인데 {parameter}에는 {expected} 모양이 필요합니다.</translation>
    </message>
    <message>
        <source>The layers hold {count} tensors that torch.nn.Transformer does not have, first &apos;{first}&apos;: such a custom layer cannot be shown.</source>
        <translation>층에 torch.nn.Transformer에는 없는 텐서가 {count}개 있습니다(첫 번째: &apos;{first}&apos;). 이런 사용자 정의 층은 표시할 수 없습니다.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>{path} names {layers} layers in &apos;{prefix}&apos;, but at most {most} make sense.</source>
        <translation>{path} 파일의 &apos;{prefix}&apos;에는 층이 {layers}개라고 되어 있지만, 최대 {most}개까지만 가능합니다.</translation>
    </message>
    <message>
        <source>{path} holds no layers of torch.nn.Transformer: none of its {shapes} tensors is called &apos;….0.self_attn.in_proj_weight&apos;; models of other libraries are opened as a folder.</source>
        <translation>{path} 파일에 torch.nn.Transformer의 층이 없습니다. 텐서 {shapes}개 중 이름이 &apos;….0.self_attn.in_proj_weight&apos;인 것이 없습니다. 다른 라이브러리의 모델은 폴더로 여세요.</translation>
    </message>
    <message>
        <source>an encoder</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>a decoder</source>
        <translation>디코더</translation>
    </message>
    <message>
        <source>{path} has {there} but not {lacking} of torch.nn.Transformer; Translucent shows models that translate, with both.</source>
        <translation>{path} 파일에 torch.nn.Transformer의 {there} 층은 있지만 {lacking} 층은 없습니다. Translucent에서는 둘 다 있는 번역 모델을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{path} does not fit yet: {problem} {more} more problems like this: see &apos;main.py checkpoint&apos;.</source>
        <translation>{path} 체크포인트가 아직 맞지 않습니다: {problem} 이런 문제가 {more}개 더 있습니다. &apos;main.py checkpoint&apos;를 참고하세요.</translation>
    </message>
    <message>
        <source>{path} does not fit yet: {problem} 1 more problem like this: see &apos;main.py checkpoint&apos;.</source>
        <translation>{path} 체크포인트가 아직 맞지 않습니다: {problem} 이런 문제가 1개 더 있습니다. &apos;main.py checkpoint&apos;를 참고하세요.</translation>
    </message>
    <message>
        <source>{path} does not fit yet: {problem}</source>
        <translation>{path} 체크포인트가 아직 맞지 않습니다: {problem}</translation>
    </message>
    <message>
        <source>{path} holds whole numbers in &apos;{tensor}&apos;; quantised checkpoints cannot be shown, choose the one that was trained.</source>
        <translation>{path} 파일의 &apos;{tensor}&apos; 텐서에는 정수가 들어 있습니다. 양자화된 체크포인트는 표시할 수 없으니, 학습된 원래 체크포인트를 선택하세요.</translation>
    </message>
    <message>
        <source>Each sub-layer reads normalised vectors (pre-norm); the paper normalises after adding.</source>
        <translation>각 서브층이 정규화된 벡터를 읽습니다(pre-norm). 논문은 더한 뒤에 정규화합니다.</translation>
    </message>
    <message>
        <source>One more LayerNorm stands after each stack, as torch.nn.Transformer has it.</source>
        <translation>torch.nn.Transformer처럼 각 스택 뒤에 LayerNorm이 하나 더 있습니다.</translation>
    </message>
    <message>
        <source>It was trained without positions: the vectors that the paper adds are zero here.</source>
        <translation>위치 인코딩 없이 학습했습니다. 논문에서 더하는 벡터가 여기서는 0입니다.</translation>
    </message>
    <message>
        <source>Positions are learned vectors, not sines and cosines.</source>
        <translation>위치 인코딩이 사인과 코사인이 아니라 학습된 벡터입니다.</translation>
    </message>
    <message>
        <source>The sines of the positions stand before the cosines instead of between them.</source>
        <translation>위치 인코딩의 사인이 코사인과 번갈아 나오지 않고 코사인 앞에 모여 있습니다.</translation>
    </message>
    <message>
        <source>The feed-forward layers use {function} instead of ReLU.</source>
        <translation>피드포워드 층이 ReLU 대신 {function} 함수를 씁니다.</translation>
    </message>
    <message>
        <source>{folder} is not empty, and nothing there is overwritten; choose another folder.</source>
        <translation>{folder} 폴더가 비어 있지 않으며, 그 안의 파일은 덮어쓰지 않습니다. 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s {key} is {value}, but it must be one of: {options}.</source>
        <translation>체크포인트의 {key} 값이 {value}인데, 다음 중 하나여야 합니다: {options}.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s {key} is {value}, but it must be a whole number from {least} on.</source>
        <translation>체크포인트의 {key} 값이 {value}인데, {least} 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s scale_embedding is {value}, not true or false.</source>
        <translation>체크포인트의 scale_embedding 값이 {value}입니다. true 또는 false여야 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s layer_norm_eps is {value}, not between 0 and 1.</source>
        <translation>체크포인트의 layer_norm_eps 값이 {value}입니다. 0과 1 사이여야 합니다.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>따옴표로 묶은 텍스트</translation>
    </message>
    <message>
        <source>{path} is too large for a {file}; give the TOML file that describes the checkpoint.</source>
        <translation>{path} 파일은 {file} 파일이라기에는 너무 큽니다. 체크포인트를 설명하는 TOML 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); give a checkpoint or its {file}.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). 체크포인트나 그 체크포인트의 {file} 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{path} is not UTF-8 text; give a {file} that is saved as UTF-8.</source>
        <translation>{path} 파일은 UTF-8 텍스트가 아닙니다. UTF-8로 저장한 {file} 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{file} is not valid TOML: {reason}.</source>
        <translation>{file} 파일은 올바른 TOML이 아닙니다: {reason}.</translation>
    </message>
    <message>
        <source>{file}: [{table}] must be a table of keys and values.</source>
        <translation>{file}: [{table}] 항목은 키와 값으로 된 표여야 합니다.</translation>
    </message>
    <message>
        <source>{file}: {where}has no key &apos;{key}&apos;; {meant}.</source>
        <translation>{file}: {where}&apos;{key}&apos; 키는 쓸 수 없습니다. {meant}.</translation>
    </message>
    <message>
        <source>{file} lacks {place}; docs/checkpoints.md says what it means.</source>
        <translation>{file} 파일에 {place} 항목이 없습니다. 이 항목의 뜻은 docs/checkpoints.md에 있습니다.</translation>
    </message>
    <message>
        <source>did you mean &apos;{name}&apos;</source>
        <translation>&apos;{name}&apos; 키를 잘못 쓴 것이 아닌지 확인하세요</translation>
    </message>
    <message>
        <source>it knows {known}</source>
        <translation>쓸 수 있는 키: {known}</translation>
    </message>
    <message>
        <source>&apos;{key}&apos; in [{table}]</source>
        <translation>[{table}]의 &apos;{key}&apos;</translation>
    </message>
    <message>
        <source>{where} must be the path of a file in quotes.</source>
        <translation>{where} 값은 따옴표로 묶은 파일 경로여야 합니다.</translation>
    </message>
    <message>
        <source>{where} names a file with more than {most} letters, which no system has.</source>
        <translation>{where} 값에 적힌 파일의 이름이 {most}자를 넘는데, 그런 이름을 쓸 수 있는 시스템은 없습니다.</translation>
    </message>
    <message>
        <source>{where} is {value}, but it must be one of {options}.</source>
        <translation>{where} 값이 {value}인데, 다음 중 하나여야 합니다: {options}.</translation>
    </message>
    <message>
        <source>{where} is {value}, but it must be {wanted}.</source>
        <translation>{where} 값이 {value}인데, 필요한 값은 다음과 같습니다: {wanted}.</translation>
    </message>
    <message>
        <source>A name of a file or a tensor is no valid text, so it cannot be written; rename it.</source>
        <translation>파일이나 텐서의 이름이 올바른 텍스트가 아니어서 저장할 수 없습니다. 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>This pair cannot be tried: a side is empty or longer than the model&apos;s {room} positions; give a short sentence and its translation.</source>
        <translation>이 문장 쌍은 테스트할 수 없습니다. 한쪽이 비어 있거나 모델의 위치 {room}개보다 깁니다. 짧은 문장과 그 번역을 입력하세요.</translation>
    </message>
    <message>
        <source>{path} is no file of a SentencePiece model; choose the one of this checkpoint.</source>
        <translation>{path} 파일은 SentencePiece 모델이 아닙니다. 이 체크포인트의 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The checkpoint has no SentencePiece model yet; choose the one that its sentences were cut with.</source>
        <translation>체크포인트에 아직 SentencePiece 모델이 없습니다. 문장을 조각으로 나눌 때 쓴 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The SentencePiece model has no piece for {key}; give the id that the model was trained with as {key}.</source>
        <translation>SentencePiece 모델에 {key} 조각이 없습니다. 모델을 학습할 때 쓴 ID를 {key} 값으로 지정하세요.</translation>
    </message>
    <message>
        <source>{path} has {size} pieces, but the checkpoint&apos;s embedding has room for {rows}; choose the SentencePiece model that it was trained with.</source>
        <translation>{path} 파일의 조각은 {size}개인데, 체크포인트의 임베딩에는 {rows}개까지만 들어갑니다. 체크포인트를 학습할 때 쓴 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} 파일을 읽는 중…</translation>
    </message>
    <message>
        <source>Translating {name}: {done} of {total} sentences</source>
        <translation>{name} 파일을 번역하는 중: 문장 {total}개 중 {done}개</translation>
    </message>
    <message>
        <source>Translating {name}: {done} of {total} sentences, about {left} s left</source>
        <translation>{name} 파일을 번역하는 중: 문장 {total}개 중 {done}개, 약 {left}초 남음</translation>
    </message>
    <message>
        <source>{name} has no sentence that fits this model, which has room for {room} pieces ({count} lines are too long); choose a text file with one source sentence on each line.</source>
        <translation>{name} 파일에는 이 모델에 들어가는 문장이 없습니다. 모델에는 조각이 {room}개까지 들어갑니다(너무 긴 줄: {count}개). 한 줄에 소스 문장이 하나씩 있는 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text ({count} lines cannot be read); save it as UTF-8 or choose a text file with one source sentence on each line.</source>
        <translation>{name} 파일은 UTF-8 텍스트가 아닙니다(읽을 수 없는 줄: {count}개). UTF-8로 저장하거나, 한 줄에 소스 문장이 하나씩 있는 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{name} holds no sentence; choose a text file with one source sentence on each line.</source>
        <translation>{name} 파일에 문장이 없습니다. 한 줄에 소스 문장이 하나씩 있는 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>models already on this computer work without it</source>
        <translation>이 컴퓨터에 이미 있는 모델은 허브 없이도 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>{offline}, so try again later</source>
        <translation>{offline}. 나중에 다시 시도하세요</translation>
    </message>
    <message>
        <source>{what}; {remedy}</source>
        <translation>{what}. {remedy}</translation>
    </message>
    <message>
        <source>Downloading needs the package huggingface_hub, which is not installed; run &apos;python3 main.py doctor&apos; with a network, which installs it.</source>
        <translation>내려받기에는 huggingface_hub 패키지가 필요한데 설치되어 있지 않습니다. 네트워크에 연결된 상태에서 &apos;python3 main.py doctor&apos;를 실행하면 설치됩니다.</translation>
    </message>
    <message>
        <source>The hub is switched off by HF_HUB_OFFLINE, so nothing can be downloaded; unset it first; {offline}.</source>
        <translation>HF_HUB_OFFLINE 때문에 허브가 꺼져 있어 아무것도 내려받을 수 없습니다. 먼저 이 변수를 해제하세요. {offline}.</translation>
    </message>
    <message>
        <source>The hub did not answer within {seconds} seconds</source>
        <translation>허브가 {seconds}초 안에 응답하지 않았습니다</translation>
    </message>
    <message>
        <source>{address} is no address of a hub; correct HF_ENDPOINT or unset it.</source>
        <translation>{address} 주소는 허브의 주소가 아닙니다. HF_ENDPOINT를 바로잡거나 해제하세요.</translation>
    </message>
    <message>
        <source>The proxy refused the connection to the hub ({reason}); check HTTPS_PROXY.</source>
        <translation>프록시가 허브 연결을 거부했습니다({reason}). HTTPS_PROXY를 확인하세요.</translation>
    </message>
    <message>
        <source>The connection to the hub broke off ({reason})</source>
        <translation>허브와의 연결이 끊어졌습니다({reason})</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about {what} is too long to be one; try again later.</source>
        <translation>{what} 관련 허브의 응답이 지나치게 길어 올바른 응답일 수 없습니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about {what} is not what it should be; a login page of this network may stand between.</source>
        <translation>{what} 관련 허브의 응답이 올바르지 않습니다. 이 네트워크의 로그인 페이지가 중간에 끼어 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>The hub&apos;s certificate was not accepted ({reason}); check this computer&apos;s clock and whether the network puts its own certificate in between (SSL_CERT_FILE).</source>
        <translation>허브의 인증서가 받아들여지지 않았습니다({reason}). 이 컴퓨터의 시계를 확인하고, 네트워크가 자체 인증서를 중간에 끼워 넣는지 확인하세요(SSL_CERT_FILE).</translation>
    </message>
    <message>
        <source>There is no connection to the hub ({reason})</source>
        <translation>허브에 연결할 수 없습니다({reason})</translation>
    </message>
    <message>
        <source>{offline}, so check the network and try again</source>
        <translation>{offline}. 네트워크를 확인하고 다시 시도하세요</translation>
    </message>
    <message>
        <source>with the account of your token</source>
        <translation>사용하는 토큰의 계정으로 조건에 동의한 뒤</translation>
    </message>
    <message>
        <source>and run &apos;hf auth login&apos;</source>
        <translation>조건에 동의하고 &apos;hf auth login&apos;을 실행한 뒤</translation>
    </message>
    <message>
        <source>{what} is given out only to those who accept its conditions; accept them on {endpoint}/{what} {how}, then try again.</source>
        <translation>{what} 모델은 이용 조건에 동의한 사람에게만 제공됩니다. {endpoint}/{what} 페이지에서 {how} 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{what} has no such revision; leave it out to take the newest.</source>
        <translation>{what} 모델에 그런 리비전이 없습니다. 최신 리비전을 받으려면 리비전을 비워 두세요.</translation>
    </message>
    <message>
        <source>A file of {what} is no longer on the hub; look the model up again.</source>
        <translation>{what} 모델의 파일 하나가 더 이상 허브에 없습니다. 모델을 다시 조회하세요.</translation>
    </message>
    <message>
        <source>The hub does not accept your token for {what}; run &apos;hf auth login&apos; again, or &apos;hf auth logout&apos;.</source>
        <translation>허브가 {what} 모델에 대해 사용자의 토큰을 받아들이지 않습니다. &apos;hf auth login&apos;을 다시 실행하거나 &apos;hf auth logout&apos;을 실행하세요.</translation>
    </message>
    <message>
        <source>There is no model named &apos;{what}&apos; on the hub, or it is private</source>
        <translation>허브에 &apos;{what}&apos; 모델이 없거나 비공개 모델입니다</translation>
    </message>
    <message>
        <source>The hub refuses {what} to you (403); look at {endpoint}/{what} for what it asks.</source>
        <translation>허브가 {what} 모델에 대한 접근을 거부했습니다(403). 요구 사항은 {endpoint}/{what} 페이지에서 확인하세요.</translation>
    </message>
    <message>
        <source>in {seconds} seconds</source>
        <translation>{seconds}초 후에</translation>
    </message>
    <message>
        <source>in some minutes</source>
        <translation>몇 분 후에</translation>
    </message>
    <message>
        <source>The hub says that too much was asked of it from here (429)</source>
        <translation>허브에 따르면 이곳에서 보낸 요청이 너무 많습니다(429)</translation>
    </message>
    <message>
        <source>try again {later}, or log in with &apos;hf auth login&apos;, which allows more</source>
        <translation>{later} 다시 시도하거나 &apos;hf auth login&apos;으로 로그인하세요. 로그인하면 더 많은 요청이 허용됩니다</translation>
    </message>
    <message>
        <source>The hub has trouble of its own at the moment ({status})</source>
        <translation>현재 허브 자체에 문제가 있습니다({status})</translation>
    </message>
    <message>
        <source>The hub refused the request about {what} ({status}); check the name and try again.</source>
        <translation>허브가 {what} 관련 요청을 거부했습니다({status}). 이름을 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>체크섬</translation>
    </message>
    <message>
        <source>{repository} was not downloaded, as it cannot be used here. {problem}</source>
        <translation>{repository} 모델은 여기서 사용할 수 없어 내려받지 않았습니다. {problem}</translation>
    </message>
    <message>
        <source>{problem}; {done} of {total} came and are kept, and the next download goes on from there.</source>
        <translation>{problem}. {total} 중 {done}까지 받은 부분은 남아 있으며, 다음에는 거기서부터 이어서 내려받습니다.</translation>
    </message>
    <message>
        <source>{what}; trying again.</source>
        <translation>{what}. 다시 시도하는 중입니다.</translation>
    </message>
    <message>
        <source>The hub did not go on where it was asked to</source>
        <translation>이어받기를 요청했지만 허브가 그 위치부터 보내지 않았습니다</translation>
    </message>
    <message>
        <source>The connection to the hub ended too early</source>
        <translation>허브와의 연결이 너무 일찍 끝났습니다</translation>
    </message>
    <message>
        <source>{name} of {repository} is not what the hub announced (its {what} is wrong) and was thrown away; download again, and if that repeats itself, tell the model&apos;s author.</source>
        <translation>{repository} 모델의 {name} 파일은 허브가 알린 것과 달라({what} 불일치) 버렸습니다. 다시 내려받고, 같은 일이 되풀이되면 모델 제작자에게 알리세요.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full; what came is kept, so free some space and download again, and it goes on.</source>
        <translation>{folder} 폴더가 있는 디스크가 가득 찼습니다. 받은 부분은 남아 있으니 공간을 확보하고 다시 내려받으면 이어집니다.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); name a folder that you may write to in TRANSLUCENT_MODELS.</source>
        <translation>{folder}에 저장할 수 없습니다({reason}). 쓸 수 있는 폴더를 TRANSLUCENT_MODELS에 지정하세요.</translation>
    </message>
    <message>
        <source>{problem}; {meant}</source>
        <translation>{problem}. {meant}</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about {repository} names no commit; try again later.</source>
        <translation>{repository} 관련 허브의 응답에 커밋이 없습니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; cannot be the name of a model on the hub; write it as there, such as Helsinki-NLP/opus-mt-en-de.</source>
        <translation>허브에는 &apos;{name}&apos; 같은 모델 이름이 있을 수 없습니다. Helsinki-NLP/opus-mt-en-de처럼 허브에 있는 그대로 적으세요.</translation>
    </message>
    <message>
        <source>What it is can be read only by those who accepted its conditions; accept them, log in and look again.</source>
        <translation>이 모델이 무엇인지는 이용 조건에 동의한 사람만 읽을 수 있습니다. 조건에 동의하고 로그인한 뒤 다시 조회하세요.</translation>
    </message>
    <message>
        <source>It is played by the package transformers, which the program offers to install when it is loaded.</source>
        <translation>이 모델은 transformers 패키지로 실행되며, 모델을 불러올 때 이 프로그램이 패키지 설치를 제안합니다.</translation>
    </message>
    <message>
        <source>check its spelling, which is owner/name.</source>
        <translation>이름의 철자를 확인하세요. 형식은 owner/name입니다.</translation>
    </message>
    <message>
        <source>did you mean {name}?</source>
        <translation>혹시 {name} 모델인가요?</translation>
    </message>
    <message>
        <source>{repository} is being downloaded by another window or process; wait until it is done.</source>
        <translation>{repository} 모델을 다른 창이나 프로세스에서 내려받는 중입니다. 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>{repository} needs {missing} more, but only {free} are free on the disk of {folder}; free some space, or name another folder in TRANSLUCENT_MODELS.</source>
        <translation>{repository} 모델에는 {missing}의 공간이 더 필요하지만 {folder} 폴더가 있는 디스크에는 {free}만 남아 있습니다. 공간을 확보하거나 TRANSLUCENT_MODELS에 다른 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>{target} cannot be put in place ({reason}); close all windows that use this model and download again.</source>
        <translation>{target} 폴더를 제자리에 놓을 수 없습니다({reason}). 이 모델을 쓰는 창을 모두 닫고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{repository} is not whole on the hub: {index} names files that are not there; tell its author, or take another revision.</source>
        <translation>허브에 있는 {repository} 모델이 온전하지 않습니다. {index} 파일에 적힌 파일 중 없는 것이 있습니다. 모델 제작자에게 알리거나 다른 리비전을 받으세요.</translation>
    </message>
    <message>
        <source>{repository} is being downloaded now; stop that first, then discard what came.</source>
        <translation>{repository} 모델을 지금 내려받는 중입니다. 먼저 내려받기를 중지한 뒤 받은 부분을 삭제하세요.</translation>
    </message>
    <message>
        <source>The list of models was damaged and put aside as {aside}; add what is missing again and delete that file.</source>
        <translation>모델 목록이 손상되어 {aside} 파일로 옮겨 두었습니다. 빠진 모델을 다시 추가한 뒤 그 파일을 삭제하세요.</translation>
    </message>
    <message>
        <source>The model&apos;s name is empty; give a folder or a name that &apos;main.py models&apos; lists.</source>
        <translation>모델 이름이 비어 있습니다. 폴더를 지정하거나 &apos;main.py models&apos; 명령이 보여 주는 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>none is installed</source>
        <translation>설치된 모델 없음</translation>
    </message>
    <message>
        <source>There is no model named &apos;{name}&apos; and no such folder; give a folder or one of: {known}.</source>
        <translation>이름이 &apos;{name}&apos;인 모델도, 그런 폴더도 없습니다. 폴더를 지정하거나 다음 중 하나를 지정하세요: {known}.</translation>
    </message>
    <message>
        <source>There is no model named &apos;{name}&apos; in the list; it holds: {known}.</source>
        <translation>목록에 이름이 &apos;{name}&apos;인 모델이 없습니다. 목록에 있는 모델: {known}.</translation>
    </message>
    <message>
        <source>The folder&apos;s name is empty; give the folder of a model.</source>
        <translation>폴더 이름이 비어 있습니다. 모델 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>There is no folder {path}; check the path.</source>
        <translation>{path} 폴더가 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>{path} was not added. {problem}</source>
        <translation>{path} 경로의 모델을 추가하지 않았습니다. {problem}</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; comes with the program and cannot be removed.</source>
        <translation>&apos;{name}&apos; 모델은 프로그램에 포함되어 있어 제거할 수 없습니다.</translation>
    </message>
    <message>
        <source>A model&apos;s name may not be empty; type one.</source>
        <translation>모델 이름은 비워 둘 수 없습니다. 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>A model&apos;s name may have {most} letters at most; this has {letters}; shorten it.</source>
        <translation>모델 이름은 {most}자까지 쓸 수 있는데, 이 이름은 {letters}자입니다. 이름을 줄이세요.</translation>
    </message>
    <message>
        <source>Another model is named &apos;{name}&apos; already; choose another name.</source>
        <translation>이름이 &apos;{name}&apos;인 다른 모델이 이미 있습니다. 다른 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>Its file {name} is missing; remove the model and download it again.</source>
        <translation>이 모델의 {name} 파일이 없습니다. 모델을 제거하고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>Its file {name} was changed after the download; remove the model and download it again.</source>
        <translation>이 모델의 {name} 파일이 내려받은 뒤에 바뀌었습니다. 모델을 제거하고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{path} is a file; choose the folder of a model, or a checkpoint.toml that describes a PyTorch checkpoint.</source>
        <translation>{path} 경로는 파일입니다. 모델 폴더를 선택하거나, PyTorch 체크포인트를 설명하는 checkpoint.toml 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is no model itself but holds some; choose one of them: {inside}.</source>
        <translation>{path} 폴더 자체는 모델이 아니지만 안에 모델이 있습니다. 그중 하나를 선택하세요: {inside}.</translation>
    </message>
    <message>
        <source>{path} holds weights but no config.json; put the model&apos;s config.json beside them.</source>
        <translation>{path} 폴더에 가중치는 있지만 config.json이 없습니다. 모델의 config.json을 가중치와 같은 폴더에 넣으세요.</translation>
    </message>
    <message>
        <source>{path} is no model: it holds no config.json; choose the folder of a model.</source>
        <translation>{path} 폴더는 모델이 아닙니다. config.json이 없습니다. 모델 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is not in the program&apos;s folder of models, so it was not deleted.</source>
        <translation>{path} 폴더는 프로그램의 모델 폴더 안에 있지 않아 삭제하지 않았습니다.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; cannot be deleted now ({reason}); close every window that uses it and try again.</source>
        <translation>지금은 &apos;{name}&apos; 모델을 삭제할 수 없습니다({reason}). 이 모델을 쓰는 창을 모두 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The list of models is being changed by another process; wait a moment and try again.</source>
        <translation>다른 프로세스가 모델 목록을 바꾸고 있습니다. 잠시 기다렸다가 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path}, the list of models, cannot be read ({reason}), so nothing was changed; look at its permissions and try again.</source>
        <translation>모델 목록인 {path} 파일을 읽을 수 없어({reason}) 아무것도 바꾸지 않았습니다. 파일의 권한을 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{folder} is a &apos;{kind}&apos; model, which is translated by transformers and is not a Transformer of this program&apos;s own; this needs one that is, or an OPUS-MT model.</source>
        <translation>{folder} 폴더의 모델은 transformers로 번역하는 &apos;{kind}&apos; 모델이며, 이 프로그램의 자체 트랜스포머가 아닙니다. 이 기능에는 자체 트랜스포머나 OPUS-MT 모델이 필요합니다.</translation>
    </message>
    <message>
        <source>Some parts of its weights are missing, so it cannot be loaded.</source>
        <translation>가중치의 일부가 빠져 있어 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>It holds only an adapter for another model, so it cannot be loaded by itself.</source>
        <translation>다른 모델용 어댑터만 있어 단독으로는 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>It holds no weights as safetensors or as PyTorch&apos;s .bin, so it cannot be loaded.</source>
        <translation>safetensors나 PyTorch의 .bin 형식으로 된 가중치가 없어 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>It holds no config.json, so nobody can tell how its weights belong together.</source>
        <translation>config.json이 없어 가중치를 어떻게 맞추어야 하는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); look at its permissions.</source>
        <translation>{path}의 내용을 읽을 수 없습니다({reason}). 접근 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{path} is gone; put it back, or remove the model from the list.</source>
        <translation>{path} 경로가 없어졌습니다. 원래 자리에 되돌려 놓거나 목록에서 모델을 제거하세요.</translation>
    </message>
    <message>
        <source>{folder} holds no model.safetensors; put the file back.</source>
        <translation>{folder} 폴더에 model.safetensors가 없습니다. 파일을 되돌려 놓으세요.</translation>
    </message>
    <message>
        <source>{path} has learnt nothing yet; wait for its first checkpoint.</source>
        <translation>{path} 폴더의 학습에서는 아직 배운 것이 없습니다. 첫 체크포인트가 저장될 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>{path} is gone; put it back, or correct {file}.</source>
        <translation>{path} 파일이 없어졌습니다. 원래 자리에 되돌려 놓거나 {file} 파일을 고치세요.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {value}, but it must be a whole number of at least 1.</source>
        <translation>모델의 {name} 값이 {value}인데, 1 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {value}, but at most {most} make sense.</source>
        <translation>모델의 {name} 값이 {value}인데, 의미 있는 최댓값은 {most}입니다.</translation>
    </message>
    <message>
        <source>d_model {d_model} cannot be shared out evenly over {heads} heads; choose a d_model that is a multiple of the heads.</source>
        <translation>d_model {d_model}은(는) 헤드 {heads}개로 고르게 나눌 수 없습니다. 헤드 수의 배수인 d_model을 선택하세요.</translation>
    </message>
    <message>
        <source>d_model {d_model} is odd, but sine and cosine positions need an even number.</source>
        <translation>d_model {d_model}은(는) 홀수인데, 사인과 코사인으로 된 위치 인코딩에는 짝수가 필요합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {value}, but it must be at least 0 and less than 1.</source>
        <translation>모델의 {name} 값이 {value}인데, 0 이상 1 미만이어야 합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {value}, but it must be true or false.</source>
        <translation>모델의 {name} 값이 {value}인데, true 또는 false여야 합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {value}, but it must be one of: {options}.</source>
        <translation>모델의 {name} 값이 {value}인데, 다음 중 하나여야 합니다: {options}.</translation>
    </message>
    <message>
        <source>Tying &apos;all&apos; shares one embedding matrix, so the vocabularies must have one size, not {source} and {target}; use tying &apos;target&apos; for separate ones.</source>
        <translation>tying &apos;all&apos;은 임베딩 행렬 하나를 함께 쓰므로 두 어휘의 크기가 같아야 하는데 {source}개와 {target}개입니다. 어휘를 따로 쓰려면 tying &apos;target&apos;을 사용하세요.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {value}, outside its vocabulary of {size} pieces.</source>
        <translation>모델의 {name} 값이 {value}인데, 조각이 {size}개인 어휘의 범위를 벗어납니다.</translation>
    </message>
    <message>
        <source>The model&apos;s configuration has a key this version does not know: {keys}.</source>
        <translation>모델 설정에 이 버전이 모르는 키가 있습니다: {keys}.</translation>
    </message>
    <message>
        <source>The model&apos;s configuration lacks {keys}; the file is incomplete.</source>
        <translation>모델 설정에 빠진 키가 있습니다: {keys}. 파일이 불완전합니다.</translation>
    </message>
    <message>
        <source>{path} was written by a model of another shape than {first}; remove one of them.</source>
        <translation>{path} 체크포인트를 저장한 모델은 {first} 체크포인트의 모델과 모양이 다릅니다. 둘 중 하나를 삭제하세요.</translation>
    </message>
    <message>
        <source>{path} is not a checkpoint of this version</source>
        <translation>{path} 파일은 이 버전의 체크포인트가 아님</translation>
    </message>
    <message>
        <source>its checksum does not fit</source>
        <translation>체크섬이 맞지 않음</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason})</source>
        <translation>{path} 파일이 손상됨({reason})</translation>
    </message>
    <message>
        <source>{path} is not a checkpoint of this version; start the run anew.</source>
        <translation>{path} 파일은 이 버전의 체크포인트가 아닙니다. 학습을 처음부터 다시 시작하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}); remove it and resume from the one before.</source>
        <translation>{path} 파일이 손상되었습니다({reason}). 이 체크포인트를 삭제하고 바로 앞의 체크포인트에서 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>{what}; the checkpoint of step {step} is taken instead.</source>
        <translation>{what}. 대신 스텝 {step}의 체크포인트를 사용합니다.</translation>
    </message>
    <message>
        <source>No checkpoint in {folder} can be read ({what}); start the run anew.</source>
        <translation>{folder} 폴더에 읽을 수 있는 체크포인트가 없습니다({what}). 학습을 처음부터 다시 시작하세요.</translation>
    </message>
    <message>
        <source>{parent} holds no checkpoint to resume from; leave out --resume to start one.</source>
        <translation>{parent} 폴더에 이어서 학습할 체크포인트가 없습니다. 새로 시작하려면 --resume을 빼세요.</translation>
    </message>
    <message>
        <source>{path} was written by a model of another shape; resume with the run&apos;s own configuration.</source>
        <translation>{path} 체크포인트는 모양이 다른 모델이 저장한 것입니다. 그 학습의 원래 설정으로 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>Another process of this training has gone ({reason}); read what it said, and resume with all of them.</source>
        <translation>이 학습의 다른 프로세스가 종료되었습니다({reason}). 그 프로세스의 메시지를 확인하고, 모든 프로세스를 함께 띄워 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>The other processes of this training cannot be reached ({reason}); start it with torchrun.</source>
        <translation>이 학습의 다른 프로세스에 연결할 수 없습니다({reason}). torchrun으로 시작하세요.</translation>
    </message>
    <message>
        <source>A few updates already ruin the model; lower [training] peak_learning_rate.</source>
        <translation>몇 스텝 만에 모델이 망가집니다. [training] peak_learning_rate를 낮추세요.</translation>
    </message>
    <message>
        <source>The memory of {device} is too small for this training; choose a smaller [model] or a lower [training] batch_tokens.</source>
        <translation>{device} 장치의 메모리가 이 학습에는 부족합니다. 더 작은 [model]을 고르거나 [training] batch_tokens를 낮추세요.</translation>
    </message>
    <message>
        <source>[model] preset is {preset}, but it must be one of {presets}.</source>
        <translation>[model] preset 값이 {preset}인데, 다음 중 하나여야 합니다: {presets}.</translation>
    </message>
    <message>
        <source>[{table}] {key} is {new}, but the run in {where} was begun with {old}; resume it with its own config.toml, or start another run.</source>
        <translation>[{table}] {key} 값이 {new}인데, {where} 폴더의 학습은 {old} 값으로 시작했습니다. 그 학습의 config.toml로 이어서 학습하거나 새 학습을 시작하세요.</translation>
    </message>
    <message>
        <source>[{table}] {key} is {new} from here on; it was {old}.</source>
        <translation>[{table}] {key} 값이 지금부터 {new}입니다. 이전 값은 {old}입니다.</translation>
    </message>
    <message>
        <source>the configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>{file}: [{name}] must be a table of keys and values.</source>
        <translation>{file}: [{name}] 항목은 키와 값으로 된 표여야 합니다.</translation>
    </message>
    <message>
        <source>{file}: [{name}] {key} is {value}, but it must be at most {most}.</source>
        <translation>{file}: [{name}] {key} 값이 {value}인데, {most} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>{file}: [{name}] has no key &apos;{key}&apos;; {meant}.</source>
        <translation>{file}: [{name}]에는 &apos;{key}&apos; 키를 쓸 수 없습니다. {meant}.</translation>
    </message>
    <message>
        <source>one of {options}</source>
        <translation>{options} 중 하나</translation>
    </message>
    <message>
        <source>{file}: [{name}] {key} is {value}, but it must be {expected}.</source>
        <translation>{file}: [{name}] {key} 값이 {value}인데, 필요한 값은 다음과 같습니다: {expected}.</translation>
    </message>
    <message>
        <source>{file}: [{name}] {key} is {value}, but it cannot be negative, infinite or not a number.</source>
        <translation>{file}: [{name}] {key} 값이 {value}인데, 음수나 무한대이거나 수가 아닌 값일 수 없습니다.</translation>
    </message>
    <message>
        <source>{file}: [{name}] {key} is {value}, but it must be at least 1.</source>
        <translation>{file}: [{name}] {key} 값이 {value}인데, 1 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>{file}: [{name}] {key} is {value}, but it must be less than 1.</source>
        <translation>{file}: [{name}] {key} 값이 {value}인데, 1보다 작아야 합니다.</translation>
    </message>
    <message>
        <source>{file}: [{name}] lacks &apos;{key}&apos;.</source>
        <translation>{file}: [{name}]에 &apos;{key}&apos; 항목이 없습니다.</translation>
    </message>
    <message>
        <source>{file}: [data] names the built-in corpus &apos;{builtin}&apos;, which reads no files; give &apos;builtin&apos; or &apos;{beside}&apos;, not both.</source>
        <translation>{file}: [data]에 지정된 &apos;{builtin}&apos; 내장 말뭉치는 파일을 읽지 않습니다. &apos;builtin&apos;과 &apos;{beside}&apos; 중 하나만 지정하세요.</translation>
    </message>
    <message>
        <source>{file}: [data] names no pairs; give &apos;train&apos;, a file of them, or &apos;builtin&apos;, such as &apos;en-de&apos;.</source>
        <translation>{file}: [data]에 문장 쌍이 지정되지 않았습니다. 문장 쌍 파일을 &apos;train&apos;에 지정하거나, &apos;en-de&apos; 등을 &apos;builtin&apos;에 지정하세요.</translation>
    </message>
    <message>
        <source>{file}: [data] lacks &apos;{key}&apos;; give the language&apos;s name, for example &apos;English&apos;.</source>
        <translation>{file}: [data]에 &apos;{key}&apos; 항목이 없습니다. 언어의 이름을 지정하세요. 예: &apos;English&apos;.</translation>
    </message>
    <message>
        <source>{file}: [data] has &apos;{key}_target&apos; without &apos;{key}&apos;; give both files or neither.</source>
        <translation>{file}: [data]에 &apos;{key}&apos; 항목 없이 &apos;{key}_target&apos; 항목만 있습니다. 두 파일을 모두 지정하거나 둘 다 지정하지 마세요.</translation>
    </message>
    <message>
        <source>{file}: [data] vocab_size is {vocab_size}, but it must be 0 or at least {least}: some pieces are special.</source>
        <translation>{file}: [data] vocab_size 값이 {vocab_size}인데, 0이거나 {least} 이상이어야 합니다. 일부 조각은 특수 조각이기 때문입니다.</translation>
    </message>
    <message>
        <source>{file}: [model] has no key &apos;{key}&apos;; {meant}.</source>
        <translation>{file}: [model]에는 &apos;{key}&apos; 키를 쓸 수 없습니다. {meant}.</translation>
    </message>
    <message>
        <source>{file}: [training] optimizer &apos;muon&apos; trains the matrices of a Transformer&apos;s layers, which the architecture &apos;{name}&apos; does not have; choose &apos;adam&apos;.</source>
        <translation>{file}: [training] optimizer의 &apos;muon&apos;은 트랜스포머 층의 행렬을 학습하는 방법인데, &apos;{name}&apos; 구조에는 그런 행렬이 없습니다. &apos;adam&apos;을 선택하세요.</translation>
    </message>
    <message>
        <source>{file}: [data] joint_vocab is false, but [model] tying &apos;all&apos; shares one matrix between both languages; choose tying &apos;target&apos; or &apos;none&apos;.</source>
        <translation>{file}: [data] joint_vocab 값이 false인데, [model] tying &apos;all&apos;에서는 두 언어가 행렬 하나를 함께 씁니다. tying을 &apos;target&apos;이나 &apos;none&apos;으로 정하세요.</translation>
    </message>
    <message>
        <source>{file}: [data] max_pieces {max_pieces} is more than the model&apos;s {max_positions} positions; lower it or raise [model] max_positions.</source>
        <translation>{file}: [data] max_pieces 값이 {max_pieces}인데, 모델의 위치는 {max_positions}개뿐입니다. 이 값을 낮추거나 [model] max_positions를 높이세요.</translation>
    </message>
    <message>
        <source>{file} holds a number too long or brackets too deep to be read; correct it.</source>
        <translation>{file} 파일에 너무 긴 숫자나 너무 깊은 괄호가 있어 읽을 수 없습니다. 고쳐 주세요.</translation>
    </message>
    <message>
        <source>{file} has an unknown part &apos;{unknown}&apos;; it knows name, recipe, {tables}.</source>
        <translation>{file} 파일에 알 수 없는 &apos;{unknown}&apos; 항목이 있습니다. 쓸 수 있는 항목은 name, recipe, {tables}입니다.</translation>
    </message>
    <message>
        <source>{file} needs a &apos;name&apos; for the model, for example name = &quot;my-model&quot;.</source>
        <translation>{file} 파일에 모델의 이름인 &apos;name&apos;이 필요합니다. 예: name = &quot;my-model&quot;.</translation>
    </message>
    <message>
        <source>{file}: recipe is {chosen}, but it must be one of: {recipes}.</source>
        <translation>{file}: recipe 값이 {chosen}인데, 다음 중 하나여야 합니다: {recipes}.</translation>
    </message>
    <message>
        <source>{file}: [data] {key} holds a NUL character, which no path can; correct it.</source>
        <translation>{file}: [data] {key} 값에 NUL 문자가 들어 있는데, 경로에는 쓸 수 없습니다. 고쳐 주세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); give the path of a TOML file.</source>
        <translation>{path} 파일을 읽을 수 없습니다({reason}). TOML 파일의 경로를 지정하세요.</translation>
    </message>
    <message>
        <source>{path} is not UTF-8 text; save it as UTF-8.</source>
        <translation>{path} 파일은 UTF-8 텍스트가 아닙니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>step {step} (epoch {epoch}, batch {batch})</source>
        <translation>스텝 {step}(에폭 {epoch}, 배치 {batch})</translation>
    </message>
    <message>
        <source>the last checkpoint is good: resume it</source>
        <translation>마지막 체크포인트는 정상이니 거기서 이어서 학습하세요</translation>
    </message>
    <message>
        <source>nothing had been saved yet: start again</source>
        <translation>아직 저장된 것이 없으니 처음부터 다시 시작하세요</translation>
    </message>
    <message>
        <source>The loss is not a number at {place}; {advice} with a lower learning rate or a longer warm-up.</source>
        <translation>{place}에서 손실이 수가 아닌 값이 되었습니다. {advice}. 이때 학습률을 낮추거나 워밍업을 늘리세요.</translation>
    </message>
    <message>
        <source>After step {step} the weights are no longer numbers; {advice} with a lower learning rate or a longer warm-up.</source>
        <translation>스텝 {step} 뒤에 가중치가 수가 아닌 값이 되었습니다. {advice}. 이때 학습률을 낮추거나 워밍업을 늘리세요.</translation>
    </message>
    <message>
        <source>The memory of {device} ran out at {place}; {advice} with a lower [training] batch_tokens and a higher accumulate to make up for it, or train a smaller [model].</source>
        <translation>{place}에서 {device} 장치의 메모리가 부족해졌습니다. {advice}. 이때 [training] batch_tokens를 낮추고 그만큼 accumulate를 높이거나 더 작은 [model]을 학습하세요.</translation>
    </message>
    <message>
        <source>{reason}, at {place}; {advice}.</source>
        <translation>{place}에서 학습이 멈추었습니다: {reason}. {advice}.</translation>
    </message>
    <message>
        <source>{device} stopped working at {place}: {reason}; {advice}, if need be with [training] device = &quot;cpu&quot;.</source>
        <translation>{device} 장치가 {place}에서 작동을 멈췄습니다({reason}). {advice}. 필요하면 [training] device = &quot;cpu&quot; 설정을 쓰세요.</translation>
    </message>
    <message>
        <source>{path} is no run folder: it has no status.json; choose one written by main.py train.</source>
        <translation>{path} 폴더는 학습 폴더가 아닙니다. status.json이 없습니다. main.py train이 만든 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{file} was written by another version; train with this one anew.</source>
        <translation>{file} 파일은 다른 버전이 저장한 것입니다. 이 버전으로 다시 학습하세요.</translation>
    </message>
    <message>
        <source>{path} is being trained by another process at this moment; pause that one first, or remove {lock} if its computer has gone.</source>
        <translation>지금 다른 프로세스가 {path} 폴더에서 학습하고 있습니다. 먼저 그 학습을 일시정지하거나, 학습하던 컴퓨터가 이제 없다면 {lock} 파일을 삭제하세요.</translation>
    </message>
    <message>
        <source>{path} has no checkpoint yet; let its training go on until it has saved one.</source>
        <translation>{path} 폴더에 아직 체크포인트가 없습니다. 체크포인트가 저장될 때까지 학습을 계속하세요.</translation>
    </message>
    <message>
        <source>{path} does not fit the run&apos;s config.toml; put the original files back.</source>
        <translation>{path} 체크포인트가 이 학습의 config.toml과 맞지 않습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>The run had {before} processes and goes on with {now}, so its random numbers begin anew.</source>
        <translation>프로세스 {before}개로 하던 학습을 {now}개로 이어서 하므로 난수를 새로 시작합니다.</translation>
    </message>
    <message>
        <source>{folder} already holds a run; add --resume to go on with it, or choose another folder.</source>
        <translation>{folder} 폴더에 이미 학습이 있습니다. 이어서 학습하려면 --resume을 추가하고, 그렇지 않으면 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} is being trained by another process at this moment; pause that one first.</source>
        <translation>지금 다른 프로세스가 {folder} 폴더에서 학습하고 있습니다. 먼저 그 학습을 일시정지하세요.</translation>
    </message>
    <message>
        <source>{done} updates are done and {steps} were asked for, none is left to make.</source>
        <translation>{done}스텝을 마쳤고 요청된 스텝은 {steps}개이므로 남은 스텝이 없습니다.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습용</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증용</translation>
    </message>
    <message>
        <source>{both} of the {count} validation pairs are training pairs, too, so the scores flatter the model; take them out of {train}.</source>
        <translation>검증 쌍 {count}개 중 {both}개가 학습 쌍에도 있어서 점수가 실제보다 좋게 나옵니다. {train}에서 그 쌍들을 빼세요.</translation>
    </message>
    <message>
        <source>{count} pairs are not trained on, because their source sentences are those of pairs held out for validation.</source>
        <translation>쌍 {count}개는 소스 문장이 검증용으로 떼어 둔 쌍과 같아서 학습에 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>No {part} pair is short enough to be used; raise [data] max_pieces or check the files.</source>
        <translation>길이가 짧아 쓸 수 있는 {part} 문장 쌍이 하나도 없습니다. [data] max_pieces를 높이거나 파일을 확인하세요.</translation>
    </message>
    <message>
        <source>{count} of the validation pairs have no room in {max_positions} positions, so no loss is measured on them.</source>
        <translation>검증 쌍 {count}개는 위치 {max_positions}개에 다 들어가지 않아서 손실을 재지 않습니다.</translation>
    </message>
    <message>
        <source>resume it with the version of this program that began it</source>
        <translation>학습을 시작한 버전의 프로그램으로 이어서 학습하거나</translation>
    </message>
    <message>
        <source>The {part} pairs ({where}) are not those that the run in {folder} was begun with; {way}, or start another run.</source>
        <translation>{part} 문장 쌍이 {folder} 폴더의 학습을 시작할 때 쓴 것과 다릅니다({where}). {way} 새 학습을 시작하세요.</translation>
    </message>
    <message>
        <source>The loss is not a number.</source>
        <translation>손실이 수가 아닙니다.</translation>
    </message>
    <message>
        <source>{path} is damaged: its description is incomplete ({reason}).</source>
        <translation>{path} 파일이 손상되었습니다. 파일의 설명이 불완전합니다({reason}).</translation>
    </message>
    <message>
        <source>There is no decoding method &apos;{method}&apos;; choose greedy, beam or sample.</source>
        <translation>&apos;{method}&apos; 디코딩 방법은 없습니다. greedy, beam, sample 중에서 선택하세요.</translation>
    </message>
    <message>
        <source>The setting {name} is {value}; it must be from {low} to {high}.</source>
        <translation>{name} 설정이 {value}인데, {low}에서 {high} 사이여야 합니다.</translation>
    </message>
    <message>
        <source>The temperature is {value}; it must be a finite number above 0 (greedy is its limit at 0).</source>
        <translation>온도가 {value}인데, 0보다 큰 유한한 수여야 합니다(온도 0에서의 극한이 그리디 디코딩).</translation>
    </message>
    <message>
        <source>The setting top_p is {value}; it must be more than 0 and at most 1.</source>
        <translation>top_p 설정이 {value}인데, 0보다 크고 1 이하여야 합니다.</translation>
    </message>
    <message>
        <source>The setting top_k is {value}; it cannot be negative.</source>
        <translation>top_k 설정이 {value}인데, 음수일 수 없습니다.</translation>
    </message>
    <message>
        <source>The trace&apos;s {part} {fault}; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {part}: {fault}.</translation>
    </message>
    <message>
        <source>The trace&apos;s {part} has the shape {shape}, which does not fit its other parts.</source>
        <translation>트레이스의 {part} 모양이 {shape}인데, 트레이스의 다른 부분과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>holds numbers that are not finite</source>
        <translation>유한하지 않은 수가 있습니다</translation>
    </message>
    <message>
        <source>has a weight below 0</source>
        <translation>0보다 작은 가중치가 있습니다</translation>
    </message>
    <message>
        <source>has a weight where its mask allows none</source>
        <translation>마스크가 허용하지 않는 자리에 가중치가 있습니다</translation>
    </message>
    <message>
        <source>has rows that do not sum to 1</source>
        <translation>합이 1이 아닌 행이 있습니다</translation>
    </message>
    <message>
        <source>The trace names another number of predicted pieces than of input pieces; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. 예측한 조각의 수가 입력 조각의 수와 다릅니다.</translation>
    </message>
    <message>
        <source>holds numbers that are not numbers</source>
        <translation>수가 아닌 값이 있습니다</translation>
    </message>
    <message>
        <source>has a mask that does not fit the padding</source>
        <translation>마스크가 패딩과 맞지 않습니다</translation>
    </message>
    <message>
        <source>has a mask of an unknown kind</source>
        <translation>알 수 없는 종류의 마스크가 있습니다</translation>
    </message>
    <message>
        <source>do not fit its candidate_ids</source>
        <translation>candidate_ids와 맞지 않습니다</translation>
    </message>
    <message>
        <source>do not fit its pieces and text</source>
        <translation>조각 및 텍스트와 맞지 않습니다</translation>
    </message>
    <message>
        <source>names positions that the source does not have</source>
        <translation>소스에 없는 위치가 적혀 있습니다</translation>
    </message>
    <message>
        <source>has a branch without a beginning</source>
        <translation>시작이 없는 가지가 있습니다</translation>
    </message>
    <message>
        <source>{path} is not a file of the format {format}; choose one that was saved as such.</source>
        <translation>{path} 파일은 {format} 형식의 파일이 아닙니다. 그 형식으로 저장한 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read as {format} ({reason}); choose one that was saved as such.</source>
        <translation>{path} 파일을 {format} 형식으로 읽을 수 없습니다({reason}). 그 형식으로 저장한 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: its {part} is of type {type}, not whole numbers.</source>
        <translation>{path} 파일이 손상되었습니다. {part} 데이터의 자료형이 정수가 아니라 {type}입니다.</translation>
    </message>
    <message>
        <source>{path} is damaged: its {part} is of type {type}, not {wanted}.</source>
        <translation>{path} 파일이 손상되었습니다. {part} 데이터의 자료형이 {type}입니다. 올바른 자료형은 {wanted}입니다.</translation>
    </message>
    <message>
        <source>{path} cannot be shown. {problem}</source>
        <translation>{path} 파일을 표시할 수 없습니다. {problem}</translation>
    </message>
    <message>
        <source>This needs a model, and none is loaded; choose one from the list at the top.</source>
        <translation>이 작업에는 모델이 필요한데 불러온 모델이 없습니다. 위쪽 목록에서 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The model that is wanted here is not loaded any more; load it again.</source>
        <translation>여기에 필요한 모델이 더는 메모리에 없습니다. 다시 불러오세요.</translation>
    </message>
    <message>
        <source>The attention at {site} does more than equation 1 says, so it cannot be followed number by number; its weights are shown among all heads.</source>
        <translation>{site}의 어텐션은 식 1보다 많은 것을 계산하므로 수 하나하나를 따라갈 수 없습니다. 가중치는 모든 헤드 화면에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>There is no architecture {name}; choose one of: {known}.</source>
        <translation>{name}이라는 구조는 없습니다. 다음 중 하나를 선택하세요: {known}.</translation>
    </message>
    <message>
        <source>d_model {d_model} is odd, but the two directions of the encoder share it; make it even.</source>
        <translation>d_model 값 {d_model}: 홀수인데, 인코더의 두 방향이 이 폭을 반씩 나누어 씁니다. 짝수로 바꾸세요.</translation>
    </message>
    <message>
        <source>The GPU ran out of memory, so the model went on with the CPU; shorter text may fit the GPU.</source>
        <translation>GPU 메모리가 부족하여 모델을 CPU에서 계속 실행했습니다. 텍스트를 줄이면 GPU에 들어갈 수 있습니다.</translation>
    </message>
    <message>
        <source>This translation was made by another model, which is also called “{name}”; translate the sentence again to see this model&apos;s numbers.</source>
        <translation>이 번역은 이름이 똑같이 “{name}”인 다른 모델이 만들었습니다. 이 모델의 수치를 보려면 문장을 다시 번역하세요.</translation>
    </message>
    <message>
        <source>{family} has no attention: none of its pieces looks at another, so there are no heads to show.</source>
        <translation>{family} 모델에는 어텐션이 없습니다. 어떤 조각도 다른 조각을 보지 않으므로 표시할 헤드가 없습니다.</translation>
    </message>
    <message>
        <source>{family} computes its attention in a way of its own, so its scores cannot be shown step by step; its weights can.</source>
        <translation>{family} 모델은 어텐션을 자기만의 방식으로 계산하므로 점수를 단계별로 보여 줄 수 없습니다. 가중치는 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The layers of {family} cannot be read one by one, because its output fits none but the last.</source>
        <translation>{family} 모델의 층은 하나씩 읽을 수 없습니다. 출력 행렬이 마지막 층에만 맞기 때문입니다.</translation>
    </message>
    <message>
        <source>{family} is not built like the paper&apos;s figure 1, so its vectors cannot be followed box by box; a Transformer of this program or an OPUS-MT model can be.</source>
        <translation>{family} 모델은 논문의 그림 1과 구조가 달라서 벡터를 상자별로 따라갈 수 없습니다. 이 프로그램의 트랜스포머나 OPUS-MT 모델은 따라갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Gradients cannot be followed to the pieces of {family}; choose a model of this program or an OPUS-MT model.</source>
        <translation>{family} 모델에서는 그래디언트를 조각까지 따라갈 수 없습니다. 이 프로그램의 모델이나 OPUS-MT 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>save the file as UTF-8 text with LF line ends.</source>
        <translation>파일을 줄 끝이 LF인 UTF-8 텍스트로 저장하세요.</translation>
    </message>
    <message>
        <source>{file}: {left_out} of {lines} left out, as line {line} {reason}.</source>
        <translation>{file}: {lines}개 중 {left_out}개를 뺐습니다. {line}번째 줄: {reason}.</translation>
    </message>
    <message>
        <source>{file}, line {line} (and {more} more of {lines}) {reason}; {remedy}</source>
        <translation>{file} 파일의 {line}번째 줄(모두 {lines}줄 중 다른 {more}줄도 같음): {reason}. {remedy}</translation>
    </message>
    <message>
        <source>unpack it and choose a file in it</source>
        <translation>압축을 풀고 그 안의 파일을 선택하세요</translation>
    </message>
    <message>
        <source>save its table as tab-separated text</source>
        <translation>표를 탭으로 구분된 텍스트로 저장하세요</translation>
    </message>
    <message>
        <source>write its rows to a TSV or JSON Lines file</source>
        <translation>행들을 TSV나 JSON Lines 파일로 내보내세요</translation>
    </message>
    <message>
        <source>save its sentences as plain text</source>
        <translation>문장들을 일반 텍스트로 저장하세요</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ZIP 압축 파일</translation>
    </message>
    <message>
        <source>packed with Zstandard</source>
        <translation>Zstandard 압축 파일</translation>
    </message>
    <message>
        <source>packed with LZ4</source>
        <translation>LZ4 압축 파일</translation>
    </message>
    <message>
        <source>packed with lzip</source>
        <translation>lzip 압축 파일</translation>
    </message>
    <message>
        <source>packed with compress</source>
        <translation>compress 압축 파일</translation>
    </message>
    <message>
        <source>a 7z archive</source>
        <translation>7z 압축 파일</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>RAR 압축 파일</translation>
    </message>
    <message>
        <source>a tar archive</source>
        <translation>tar 묶음 파일</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>a document of a word processor</source>
        <translation>워드 프로세서 문서</translation>
    </message>
    <message>
        <source>an old Office document</source>
        <translation>옛 Office 문서</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>Parquet 파일</translation>
    </message>
    <message>
        <source>an Arrow file</source>
        <translation>Arrow 파일</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>SQLite 데이터베이스</translation>
    </message>
    <message>
        <source>an HDF5 file</source>
        <translation>HDF5 파일</translation>
    </message>
    <message>
        <source>an Excel workbook</source>
        <translation>Excel 통합 문서</translation>
    </message>
    <message>
        <source>a presentation</source>
        <translation>프레젠테이션</translation>
    </message>
    <message>
        <source>an OpenDocument file</source>
        <translation>OpenDocument 파일</translation>
    </message>
    <message>
        <source>{path} ends before all that is packed in it; get the whole file.</source>
        <translation>{path} 파일의 압축이 중간에 끊겼습니다. 전체 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} unpacks to more than {ratio} times its size, as no text does; choose another file.</source>
        <translation>{path} 파일의 압축을 풀면 크기가 {ratio}배를 넘습니다. 텍스트라면 그럴 수 없으니 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is packed more than {layers} times; unpack it first.</source>
        <translation>{path} 파일이 {layers}번 넘게 거듭 압축되어 있습니다. 먼저 압축을 푸세요.</translation>
    </message>
    <message>
        <source>it looks like JSON Lines: choose the format &apos;jsonl&apos;.</source>
        <translation>JSON Lines로 보입니다. &apos;jsonl&apos; 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>it looks like XML: choose the format &apos;tmx&apos; if it is a translation memory.</source>
        <translation>XML로 보입니다. 번역 메모리라면 &apos;tmx&apos; 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>it looks like columns with commas or semicolons (CSV): save it with tabs.</source>
        <translation>쉼표나 쌍반점으로 나뉜 열(CSV)로 보입니다. 탭으로 나누어 저장하세요.</translation>
    </message>
    <message>
        <source>{path} has no column &apos;{value}&apos;: the columns of a TSV file are numbers counted from 1; give this file its own numbers.</source>
        <translation>{path} 파일에 &apos;{value}&apos; 열이 없습니다. TSV 파일의 열은 1부터 세는 번호입니다. 이 파일에 맞는 번호를 지정하세요.</translation>
    </message>
    <message>
        <source>JSON Lines has one object on each line: write it so or name another format.</source>
        <translation>JSON Lines는 줄마다 객체가 하나씩 있는 형식입니다. 그렇게 저장하거나 다른 형식을 지정하세요.</translation>
    </message>
    <message>
        <source>its objects have the keys {keys}: name two of them.</source>
        <translation>객체에 있는 키는 {keys}입니다. 그중 두 개를 지정하세요.</translation>
    </message>
    <message>
        <source>has no segment</source>
        <translation>세그먼트가 없습니다</translation>
    </message>
    <message>
        <source>has only the language &apos;{code}&apos;</source>
        <translation>&apos;{code}&apos; 언어만 있습니다</translation>
    </message>
    <message>
        <source>name two languages that the file has together, or choose another file.</source>
        <translation>파일에 함께 있는 두 언어를 지정하거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{file}: {ids} of {texts} texts of the {side} look like numbers or ids, not like sentences; if that is a wrong column, name the right one.</source>
        <translation>{file}: {side} 쪽 텍스트 {texts}개 중 {ids}개가 문장이 아니라 번호나 식별자로 보입니다. 열이 잘못되었다면 맞는 열을 지정하세요.</translation>
    </message>
    <message>
        <source>has {columns} columns where most lines have {usual}</source>
        <translation>대부분의 줄은 열이 {usual}개인데 {columns}개입니다</translation>
    </message>
    <message>
        <source>the last good checkpoint is that of step {step}: resume it</source>
        <translation>읽을 수 있는 가장 최근 체크포인트는 스텝 {step}의 것이니 거기서 이어서 하세요</translation>
    </message>
    <message>
        <source>no checkpoint can be read: start again in another folder</source>
        <translation>읽을 수 있는 체크포인트가 없으니 다른 폴더에서 새로 시작하세요</translation>
    </message>
    <message>
        <source>The tokenizer {tokenizer} needs packages that are not installed; install {package} with pip, or choose the tokenizer char.</source>
        <translation>토크나이저 {tokenizer}에 필요한 패키지가 설치되어 있지 않습니다. pip로 {package} 패키지를 설치하거나 토크나이저 char를 선택하세요.</translation>
    </message>
    <message>
        <source>The tokenizer {tokenizer} cannot be used here ({reason}); choose another one, such as char.</source>
        <translation>토크나이저 {tokenizer}: 여기서 사용할 수 없습니다({reason}). char 같은 다른 토크나이저를 선택하세요.</translation>
    </message>
    <message>
        <source>Evaluations are compared by the loss: BLEU needs four words in a row, and the tokenizer {tokenizer} finds so many in hardly any reference. [training] bleu_tokenizer names another, best_by another score.</source>
        <translation>평가는 손실로 비교합니다. BLEU에는 연속된 단어 네 개가 필요한데, 토크나이저({tokenizer})로는 그만큼 긴 참조 번역이 거의 없습니다. [training]의 bleu_tokenizer로 다른 토크나이저를, best_by로 다른 점수를 선택할 수 있습니다.</translation>
    </message>
    <message>
        <source>The {part} of {folder} needs the package {package}, which is not installed; get it with pip install &quot;translucent[families]&quot; or with the button in the library.</source>
        <translation>{folder} 모델의 {part}에 필요한 {package} 패키지가 설치되어 있지 않습니다. pip install &quot;translucent[families]&quot; 명령이나 모델 창의 버튼으로 설치하세요.</translation>
    </message>
    <message>
        <source>The {part} of {folder} needs the package {package}, which is not installed; get it with pip install {package} and open the model again.</source>
        <translation>{folder} 모델의 {part}에 필요한 {package} 패키지가 설치되어 있지 않습니다. pip install {package} 명령으로 설치한 뒤 모델을 다시 여세요.</translation>
    </message>
    <message>
        <source>{folder} has a tokenizer that is code of its own ({kind}), and this program never runs code of a model; choose a model whose tokenizer comes with transformers.</source>
        <translation>{folder}의 토크나이저는 모델에 딸린 코드({kind})입니다. 이 프로그램은 모델의 코드를 실행하지 않으니, transformers에 들어 있는 토크나이저를 쓰는 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Integrated gradients: {points} points so far</source>
        <translation>적분 그래디언트: 지금까지 점 {points}개</translation>
    </message>
    <message>
        <source>not UTF-8 text</source>
        <translation>UTF-8 텍스트가 아님</translation>
    </message>
    <message>
        <source>with a NUL or a carriage return inside</source>
        <translation>안에 NUL이나 캐리지 리턴이 있음</translation>
    </message>
    <message>
        <source>without one of the two languages</source>
        <translation>두 언어 중 하나가 없음</translation>
    </message>
    <message>
        <source>with more columns than most lines</source>
        <translation>대부분의 줄보다 열이 많음</translation>
    </message>
    <message>
        <source>{count} {reason}</source>
        <translation>{reason} {count}개</translation>
    </message>
    <message>
        <source>{left_out} of {read} lines are left out: {reasons}. Examples are in {where}.</source>
        <translation>{read}줄 중 {left_out}줄을 뺐습니다: {reasons}. 예는 {where} 파일에 있습니다.</translation>
    </message>
    <message>
        <source>The {side} is in letters of several scripts ({shares}); if that means several languages, keep one.</source>
        <translation>{side} 쪽에 여러 문자({shares})가 섞여 있습니다. 언어가 여럿이라면 하나만 남기세요.</translation>
    </message>
    <message>
        <source>{file}: [data] has &apos;{part}_{key}&apos; without &apos;{part}&apos;; name that file or leave the key out.</source>
        <translation>{file}: [data]에 &apos;{part}&apos; 없이 &apos;{part}_{key}&apos; 키가 있습니다. 그 파일을 지정하거나 키를 빼세요.</translation>
    </message>
    <message>
        <source>unpack it first</source>
        <translation>먼저 압축을 푸세요</translation>
    </message>
    <message>
        <source>{path} is {what}, not text; {way}.</source>
        <translation>{path}: 텍스트가 아니라 {what}입니다. {way}.</translation>
    </message>
    <message>
        <source>{path} can be read only once, so its pairs are seen when the training begins.</source>
        <translation>{path}: 한 번만 읽을 수 있으므로 문장 쌍은 학습이 시작될 때 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The text begins with &apos;&gt;&gt;{code}&lt;&lt;&apos;, but the model &apos;{name}&apos; has no such target language; write one of {some}, or choose the language apart from the text, which then may begin so.</source>
        <translation>글의 첫머리 &apos;&gt;&gt;{code}&lt;&lt;&apos;에 해당하는 타깃 언어가 모델 &apos;{name}&apos;에 없습니다. 다음 중 하나를 쓰세요: {some}. 또는 언어를 글과 따로 고르면 글이 그렇게 시작해도 됩니다.</translation>
    </message>
    <message>
        <source>The model&apos;s vocabulary cannot write “{text}” of the forced beginning; choose other characters.</source>
        <translation>고정한 앞부분에 모델의 어휘로 쓸 수 없는 글자가 있습니다: “{text}”. 다른 글자를 쓰세요.</translation>
    </message>
    <message>
        <source>A &apos;{kind}&apos; model has no encoder and decoder for text, so it cannot be shown translating here; choose a translation model.</source>
        <translation>&apos;{kind}&apos; 모델에는 텍스트용 인코더와 디코더가 없어 여기서 번역하는 모습을 보일 수 없습니다. 번역 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>the same OPUS-MT models are on the Hugging Face hub in the layout of transformers (Helsinki-NLP/opus-mt-…), so download one from there</source>
        <translation>같은 OPUS-MT 모델이 Hugging Face 허브에 transformers 형식(Helsinki-NLP/opus-mt-…)으로 있으니 거기서 내려받으세요</translation>
    </message>
    <message>
        <source>choose the model that it was converted from, in the layout of transformers</source>
        <translation>변환하기 전의 원래 모델을 transformers 형식으로 선택하세요</translation>
    </message>
    <message>
        <source>get it in the layout of transformers, which has scripts that convert such models</source>
        <translation>transformers 형식의 모델을 구하세요. transformers에 이런 모델을 변환하는 스크립트가 있습니다</translation>
    </message>
    <message>
        <source>get the same model&apos;s config.json and its model.safetensors or pytorch_model.bin and put them there</source>
        <translation>같은 모델의 config.json과 model.safetensors 또는 pytorch_model.bin을 구해 그 폴더에 넣으세요</translation>
    </message>
    <message>
        <source>{path} holds a model in the format of {program} ({file}), which this program does not read; {way}.</source>
        <translation>{path}에는 {program} 형식의 모델({file})이 있는데, 이 프로그램은 그 형식을 읽지 않습니다. {way}.</translation>
    </message>
    <message>
        <source>{path} is an archive; unpack it and choose the folder that comes out of it.</source>
        <translation>{path} 파일은 압축 파일입니다. 압축을 풀고 거기서 나온 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is a file of llama.cpp (GGUF), which this program does not read; choose the folder of the original model, in the layout of transformers.</source>
        <translation>{path} 파일은 이 프로그램이 읽지 않는 llama.cpp(GGUF) 파일입니다. transformers 형식으로 된 원래 모델의 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is a file of weights; choose the folder that also holds its config.json, or a checkpoint.toml that describes a PyTorch checkpoint.</source>
        <translation>{path} 파일은 가중치 파일입니다. config.json이 함께 있는 폴더나, PyTorch 체크포인트를 설명하는 checkpoint.toml을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is a link to {target}, which is gone; choose the folder itself.</source>
        <translation>{path} 링크가 가리키는 {target} 폴더가 없습니다. 모델 폴더를 직접 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is a folder of the Hugging Face cache without a snapshot of the model; download the model again.</source>
        <translation>{path} 폴더는 Hugging Face 캐시 폴더인데 모델의 스냅샷이 없습니다. 모델을 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{path} holds an archive, {name}; unpack it and choose the folder that comes out of it.</source>
        <translation>{path}에는 압축 파일({name})이 있습니다. 압축을 풀고 거기서 나온 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} holds links to files that are gone ({names}); download the model again, or copy it with the files that its links lead to.</source>
        <translation>{folder}에 있는 링크가 가리키는 파일이 없습니다({names}). 모델을 다시 내려받거나, 링크가 가리키는 파일까지 함께 복사하세요.</translation>
    </message>
    <message>
        <source>{folder} holds git-lfs&apos;s notes in place of files ({names}); run &apos;git lfs pull&apos; in it, or download the model again.</source>
        <translation>{folder}에 실제 파일 대신 git-lfs 포인터만 있습니다({names}). 그 폴더에서 &apos;git lfs pull&apos;을 실행하거나 모델을 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{path} is cut off, damaged or no file of weights; get the model anew.</source>
        <translation>{path} 파일이 잘렸거나 손상되었거나 가중치 파일이 아닙니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is cut off: it has {size} bytes of {wanted}; get the model anew or copy it again.</source>
        <translation>{path} 파일이 잘렸습니다({wanted}바이트 중 {size}바이트만 있음). 모델을 다시 받거나 다시 복사하세요.</translation>
    </message>
    <message>
        <source>mean of the {count} newest checkpoints</source>
        <translation>최근 체크포인트 {count}개의 평균</translation>
    </message>
    <message>
        <source>running mean of the weights of step {step}</source>
        <translation>스텝 {step}의 가중치 이동 평균</translation>
    </message>
    <message>
        <source>weights of step {step}</source>
        <translation>스텝 {step}의 가중치</translation>
    </message>
    <message>
        <source>{bad} of {lines} lines are not UTF-8 text, so words with letters such as ä or é may be missing; save the file as UTF-8.</source>
        <translation>{lines}줄 중 {bad}줄이 UTF-8 텍스트가 아니므로 ä나 é 같은 글자가 든 단어가 빠졌을 수 있습니다. 파일을 UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>The run ends after step {step} of {steps}: {patience} evaluations in a row were no better than that of step {best}, and [training] patience asks for no more.</source>
        <translation>전체 {steps}스텝 중 스텝 {step}에서 학습을 끝냅니다. 평가가 {patience}번 연속으로 스텝 {best} 때보다 나아지지 않았고, [training]의 patience 설정은 여기까지만 기다립니다.</translation>
    </message>
    <message>
        <source>put the original file back, or resume it with the version of this program that began it</source>
        <translation>원본 파일로 되돌리거나 학습을 시작한 버전의 프로그램으로 이어서 학습하거나</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>로마자</translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation>키릴 문자</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>그리스 문자</translation>
    </message>
    <message>
        <source>Hangul</source>
        <translation>한글</translation>
    </message>
    <message>
        <source>Han</source>
        <translation>한자</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>일본 문자</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>아랍 문자</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>표준 입력</translation>
    </message>
    <message>
        <source>{path} is named as source and as target; give the file of the translations.</source>
        <translation>{path} 파일을 원문과 번역문 모두로 지정했습니다. 번역문 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>&apos;{column}&apos; of {path} is named as source and as target; name another column for one of them.</source>
        <translation>{path}의 &apos;{column}&apos; 열을 원문과 번역문 모두로 지정했습니다. 둘 중 하나에는 다른 열을 지정하세요.</translation>
    </message>
    <message>
        <source>{file}: {left_out} of {lines} left out; the first of them, line {line}, {reason}.</source>
        <translation>{file}: {lines}개 중 {left_out}개를 뺐습니다. 그중 첫 번째인 {line}번째 줄: {reason}.</translation>
    </message>
    <message>
        <source>{folder} holds no run to resume or finish; start one first, or name its folder.</source>
        <translation>{folder} 폴더에 이어 가거나 마칠 학습이 없습니다. 먼저 학습을 시작하거나 학습이 있는 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>그림 파일</translation>
    </message>
</context>
<context>
    <name>ModelChooser</name>
    <message>
        <source>Open a model folder</source>
        <translation>모델 폴더 열기</translation>
    </message>
</context>
<context>
    <name>ModelPart</name>
    <message>
        <source>2  Model and recipe</source>
        <translation>2  모델과 레시피</translation>
    </message>
    <message>
        <source>Recipe: {0}</source>
        <translation>레시피: {0}</translation>
    </message>
    <message>
        <source>Size of the model</source>
        <translation>모델 크기</translation>
    </message>
    <message>
        <source>Updates of the parameters</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>How often the parameters are updated, a batch of sentences each time</source>
        <translation>파라미터를 업데이트하는 횟수, 한 번에 문장 한 배치씩</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>Measuring how long it takes on this computer…</source>
        <translation>이 컴퓨터에서 걸리는 시간 측정 중…</translation>
    </message>
    <message>
        <source>About {0} on this computer</source>
        <translation>이 컴퓨터에서 약 {0}</translation>
    </message>
    <message>
        <source>{0} parameters · {1} · {2}</source>
        <translation>파라미터 {0}개 · {1} · {2}</translation>
    </message>
    <message>
        <source>Classroom</source>
        <translation>수업용</translation>
    </message>
    <message>
        <source>A small model that learns the built-in sentences in a few minutes on a laptop.</source>
        <translation>노트북에서 몇 분이면 내장 문장을 배우는 작은 모델입니다.</translation>
    </message>
    <message>
        <source>Small data</source>
        <translation>소규모 데이터</translation>
    </message>
    <message>
        <source>More dropout, Muon instead of Adam and a cool-down: for up to some hundred thousand pairs.</source>
        <translation>드롭아웃을 늘리고, Adam 대신 Muon을 쓰고, 끝에서 학습률을 낮춥니다. 문장 쌍 수십만 개까지 알맞습니다.</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>논문대로</translation>
    </message>
    <message>
        <source>The base model and its schedule, 100,000 updates: millions of pairs and a GPU.</source>
        <translation>base 모델을 논문의 학습률 스케줄로 100,000스텝 학습합니다. 문장 쌍 수백만 개와 GPU가 필요합니다.</translation>
    </message>
    <message>
        <source>{0}+{1} layers</source>
        <translation>층 {0}+{1}개</translation>
    </message>
    <message>
        <source>{0} · {1} heads · d_model {2} · d_ff {3}</source>
        <translation>{0} · 헤드 {1}개 · d_model {2} · d_ff {3}</translation>
    </message>
</context>
<context>
    <name>NewTrainingDialog</name>
    <message>
        <source>New training</source>
        <translation>새 학습</translation>
    </message>
    <message>
        <source>Configuration (TOML)</source>
        <translation>설정(TOML)</translation>
    </message>
    <message>
        <source>The exact configuration, to read and to edit</source>
        <translation>정확한 설정을 보고 고칩니다</translation>
    </message>
    <message>
        <source>Discard the edits</source>
        <translation>수정 내용 버리기</translation>
    </message>
    <message>
        <source>Discard the edits of the configuration</source>
        <translation>설정의 수정 내용 버리기</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>A file&apos;s name is no valid text; rename the file.</source>
        <translation>파일 이름이 올바른 텍스트가 아닙니다. 파일 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>There is no file {0}; check the path.</source>
        <translation>{0} 파일이 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>No sentence pair is left to learn from; the list says why: correct the file or its format.</source>
        <translation>학습할 문장 쌍이 하나도 남지 않았습니다. 이유는 목록에 있습니다. 파일이나 형식을 바로잡으세요.</translation>
    </message>
    <message>
        <source>One sentence pair is too few to hold any out for validation; add data.</source>
        <translation>문장 쌍이 하나뿐이라 검증용으로 떼어 둘 수 없습니다. 데이터를 추가하세요.</translation>
    </message>
    <message>
        <source>{0} sentence pairs are too few to hold {1} of them out; hold out {2} or fewer.</source>
        <translation>문장 쌍 {0}개에서 {1}개를 떼어 두기에는 너무 적습니다. {2}개 이하로 떼어 두세요.</translation>
    </message>
    <message>
        <source>Starting the training…</source>
        <translation>학습을 시작하는 중…</translation>
    </message>
    <message>
        <source>The configuration was edited by hand; it is what runs.</source>
        <translation>설정을 직접 고쳤습니다. 고친 설정대로 학습합니다.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>학습 시작</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>양식으로 돌아가기</translation>
    </message>
    <message>
        <source>Show configuration</source>
        <translation>설정 보기</translation>
    </message>
    <message>
        <source>Discard the edits of the configuration?</source>
        <translation>설정을 고친 내용을 버릴까요?</translation>
    </message>
    <message>
        <source>What was typed there is lost; the form decides again.</source>
        <translation>거기에 입력한 내용은 사라지고, 다시 양식에 따라 정해집니다.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Compute again</source>
        <translation>다시 계산</translation>
    </message>
</context>
<context>
    <name>NumbersTable</name>
    <message>
        <source>Decimals</source>
        <translation>소수 자릿수</translation>
    </message>
    <message>
        <source>{0} decimals</source>
        <translation>소수 {0}자리</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>The selected cells, or all, with tabs between them and their headers</source>
        <translation>선택한 칸(없으면 전체)을 머리글과 함께, 탭으로 구분해 복사합니다</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV로 저장…</translation>
    </message>
    <message>
        <source>All numbers with all their digits; masked cells stay empty</source>
        <translation>모든 수를 모든 자릿수까지 저장합니다. 가려진 칸은 비워 둡니다</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>저장했습니다: {0}.</translation>
    </message>
    <message>
        <source>{0} could not be written ({1}); choose another folder.</source>
        <translation>{0}에 저장하지 못했습니다({1}). 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>CSV files</source>
        <translation>CSV 파일</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSV로 저장</translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message>
        <source>Words</source>
        <translation>단어</translation>
    </message>
    <message>
        <source>Words instead of pieces</source>
        <translation>조각 대신 단어로</translation>
    </message>
    <message>
        <source>Merge the pieces of each word; its probability is the product of theirs</source>
        <translation>단어마다 조각을 합칩니다. 단어의 확률은 조각 확률의 곱입니다</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>The translation will stand here</source>
        <translation>번역이 여기에 나타납니다</translation>
    </message>
    <message>
        <source>Predicted pieces</source>
        <translation>예측한 조각</translation>
    </message>
    <message>
        <source>The translation is empty: only special pieces were predicted</source>
        <translation>번역이 비어 있습니다: 특수 조각만 예측되었습니다</translation>
    </message>
    <message>
        <source>step {0} · p = {1}</source>
        <translation>단계 {0} · p = {1}</translation>
    </message>
    <message>
        <source>step {0} of {1} · p = {2}</source>
        <translation>단계 {0}/{1} · p = {2}</translation>
    </message>
    <message>
        <source>probability of {0}: {1}</source>
        <translation>{0}의 확률: {1}</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>아직 정해지지 않음</translation>
    </message>
    <message>
        <source>{0}: step {1}, probability {2}</source>
        <translation>{0}: 단계 {1}, 확률 {2}</translation>
    </message>
    <message>
        <source>{0}: steps {1} to {2}, probability {3}, the product of its {4} pieces</source>
        <translation>{0}: 단계 {1}–{2}, 확률 {3}(조각 {4}개 확률의 곱)</translation>
    </message>
</context>
<context>
    <name>OverviewMap</name>
    <message>
        <source>All heads of one attention kind</source>
        <translation>한 어텐션 종류의 모든 헤드</translation>
    </message>
    <message>
        <source>All heads of one attention kind will appear here.</source>
        <translation>한 어텐션 종류의 모든 헤드가 여기에 나타납니다.</translation>
    </message>
</context>
<context>
    <name>OverviewPanel</name>
    <message>
        <source>all heads</source>
        <translation>모든 헤드</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>모든 헤드</translation>
    </message>
</context>
<context>
    <name>PageSwitch</name>
    <message>
        <source>Translate</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>Page: translate</source>
        <translation>페이지: 번역</translation>
    </message>
    <message>
        <source>Translate a sentence and look inside (Ctrl+1)</source>
        <translation>문장을 번역하고 내부 들여다보기(Ctrl+1)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Page: train</source>
        <translation>페이지: 학습</translation>
    </message>
    <message>
        <source>Train a model and watch its heads form (Ctrl+2)</source>
        <translation>모델을 학습시키며 헤드가 형성되는 과정 보기(Ctrl+2)</translation>
    </message>
    <message>
        <source>Page: train. A training runs, {0} %</source>
        <translation>페이지: 학습. 학습 진행 중, {0}%</translation>
    </message>
    <message>
        <source>A training runs and is {0} % done (Ctrl+2)</source>
        <translation>학습 진행 중, {0}% 완료(Ctrl+2)</translation>
    </message>
    <message>
        <source>● Train {0} %</source>
        <translation>● 학습 {0}%</translation>
    </message>
</context>
<context>
    <name>PictureMenu</name>
    <message>
        <source>PNG picture</source>
        <translation>PNG 그림</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>텍스트로 복사</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>그림 저장…</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>저장했습니다: {0}.</translation>
    </message>
</context>
<context>
    <name>PlacePart</name>
    <message>
        <source>There is no person “{0}” on this computer; choose another place.</source>
        <translation>이 컴퓨터에는 “{0}” 사용자가 없습니다. 다른 위치를 선택하세요.</translation>
    </message>
    <message>
        <source>There can be no such folder ({0}); choose another place or a shorter name.</source>
        <translation>이런 폴더는 만들 수 없습니다({0}). 다른 위치를 선택하거나 더 짧은 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>3  Name and place</source>
        <translation>3  이름과 저장 위치</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Place of the run folder</source>
        <translation>학습 폴더를 둘 위치</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>저장 위치</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Give the training a name.</source>
        <translation>학습 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>“{0}” cannot be the name of a folder; use letters, digits and hyphens.</source>
        <translation>“{0}”은(는) 폴더 이름으로 쓸 수 없습니다. 글자, 숫자, 하이픈만 쓰세요.</translation>
    </message>
    <message>
        <source>Choose a place for the run folder.</source>
        <translation>학습 폴더를 둘 위치를 선택하세요.</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}({1})</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>←</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>→</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Playing speed</source>
        <translation>재생 속도</translation>
    </message>
</context>
<context>
    <name>PreviewPart</name>
    <message>
        <source>The first sentence pairs</source>
        <translation>처음 문장 쌍들</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>타깃</translation>
    </message>
    <message>
        <source>What was read</source>
        <translation>읽은 내용</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>읽기 중지</translation>
    </message>
    <message>
        <source>Stop reading the pairs</source>
        <translation>문장 쌍 읽기 중지</translation>
    </message>
    <message>
        <source>What is left out, and why</source>
        <translation>제외된 줄과 그 이유</translation>
    </message>
    <message>
        <source>Open a reason to see some of its lines</source>
        <translation>이유를 펼치면 해당하는 줄 몇 개가 보입니다</translation>
    </message>
    <message>
        <source>Reading the pairs…</source>
        <translation>문장 쌍을 읽는 중…</translation>
    </message>
    <message>
        <source>Made by a grammar: nothing has to be left out.</source>
        <translation>문법으로 만든 문장이므로 제외할 것이 없습니다.</translation>
    </message>
    <message>
        <source>{0} line read, {1} kept</source>
        <translation>{0}줄을 읽어 {1}줄 사용</translation>
    </message>
    <message>
        <source>{0} lines read, {1} kept</source>
        <translation>{0}줄을 읽어 {1}줄 사용</translation>
    </message>
    <message>
        <source>The first line: {1} kept</source>
        <translation>첫 줄: {1}줄 사용</translation>
    </message>
    <message>
        <source>The first {0} lines: {1} kept</source>
        <translation>처음 {0}줄: {1}줄 사용</translation>
    </message>
    <message>
        <source>{0}, none left out.</source>
        <translation>{0}, 제외된 줄 없음.</translation>
    </message>
    <message>
        <source>{0}, {1} left out ({2} %).</source>
        <translation>{0}, {1}줄 제외({2}%).</translation>
    </message>
    <message>
        <source>no sentence pair</source>
        <translation>문장 쌍이 아님</translation>
    </message>
    <message>
        <source>one side empty</source>
        <translation>한쪽이 비어 있음</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>너무 긺</translation>
    </message>
    <message>
        <source>sides of very different length</source>
        <translation>양쪽 길이 차이가 큼</translation>
    </message>
    <message>
        <source>in letters of another script</source>
        <translation>다른 언어의 문자</translation>
    </message>
    <message>
        <source>translation equals source</source>
        <translation>번역이 소스와 같음</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>line {0}: {1}</source>
        <translation>{0}번째 줄: {1}</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{1}: {0}줄</translation>
    </message>
    <message>
        <source>not UTF-8 text</source>
        <translation>UTF-8 텍스트가 아님</translation>
    </message>
    <message>
        <source>with a NUL or a carriage return inside</source>
        <translation>안에 NUL이나 캐리지 리턴이 있음</translation>
    </message>
    <message>
        <source>without one of the two languages</source>
        <translation>두 언어 중 하나가 없음</translation>
    </message>
    <message>
        <source>with more columns than most lines</source>
        <translation>대부분의 줄보다 열이 많음</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>위치(&amp;L):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>파일 형식(&amp;T):</translation>
    </message>
    <message>
        <source>Create &amp;New Folder</source>
        <translation>새 폴더 만들기(&amp;N)</translation>
    </message>
</context>
<context>
    <name>ReferenceView</name>
    <message>
        <source>Reference translation</source>
        <translation>참조 번역</translation>
    </message>
    <message>
        <source>Type or paste a translation of the sentence</source>
        <translation>이 문장의 번역을 입력하거나 붙여 넣으세요</translation>
    </message>
    <message>
        <source>Model&apos;s own</source>
        <translation>모델 번역</translation>
    </message>
    <message>
        <source>Take the model&apos;s own translation as the reference</source>
        <translation>모델의 번역을 참조 번역으로 사용</translation>
    </message>
    <message>
        <source>Put the model&apos;s own translation back; Ctrl+Z brings yours again</source>
        <translation>모델의 번역을 다시 넣습니다. Ctrl+Z를 누르면 내 번역이 돌아옵니다</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>참조 번역</translation>
    </message>
    <message>
        <source>The causal mask</source>
        <translation>인과 마스크</translation>
    </message>
    <message>
        <source>The selected head</source>
        <translation>선택한 헤드</translation>
    </message>
    <message>
        <source>What the matrix shows</source>
        <translation>행렬에 표시할 것</translation>
    </message>
    <message>
        <source>The mask of the parallel pass, or the attention of the selected head</source>
        <translation>병렬 계산의 마스크 또는 선택한 헤드의 어텐션</translation>
    </message>
    <message>
        <source>Reference pieces with their losses</source>
        <translation>참조 번역의 조각과 손실</translation>
    </message>
    <message>
        <source>Matrix of the parallel pass</source>
        <translation>병렬 계산의 행렬</translation>
    </message>
    <message>
        <source>Teacher forcing</source>
        <translation>교사 강요</translation>
    </message>
    <message>
        <source>all positions in one pass, as in training; loss = −log p(reference piece), mean over all pieces</source>
        <translation>학습할 때처럼 모든 위치를 한 번에 계산; 손실 = −log p(참조 번역의 조각), 모든 조각의 평균</translation>
    </message>
    <message>
        <source>mean loss, nats</source>
        <translation>평균 손실(nat)</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>퍼플렉시티</translation>
    </message>
    <message>
        <source>its own, step by step</source>
        <translation>모델 번역, 단계별</translation>
    </message>
    <message>
        <source>Mean loss of the pieces that the model chose itself, step by step</source>
        <translation>모델이 한 단계씩 스스로 고른 조각의 평균 손실</translation>
    </message>
    <message>
        <source>Over all {0} pieces, &lt;/s&gt; among them</source>
        <translation>&lt;/s&gt;를 포함한 조각 {0}개 전체 기준</translation>
    </message>
    <message>
        <source>All {0} positions at once: training knows every input piece from the reference, and the mask hides what comes later. Translating cannot: its next input is the piece it has yet to choose.</source>
        <translation>위치 {0}개를 한꺼번에 계산합니다. 학습할 때는 참조 번역에서 입력 조각을 모두 알 수 있고, 뒤에 오는 조각은 마스크가 가립니다. 번역할 때는 그럴 수 없습니다. 다음 입력이 바로 모델이 아직 고르지 않은 조각이기 때문입니다.</translation>
    </message>
    <message>
        <source>All {0} input pieces come from the reference, whatever the model would have chosen, one state after the other. While translating the next input is the piece that it has yet to choose.</source>
        <translation>모델이 무엇을 골랐을지와 상관없이 입력 조각 {0}개를 모두 참조 번역에서 가져오고, 상태를 하나씩 차례로 계산합니다. 번역할 때는 다음 입력이 바로 모델이 아직 고르지 않은 조각입니다.</translation>
    </message>
    <message>
        <source>rows: input → target</source>
        <translation>행: 입력 → 타깃</translation>
    </message>
</context>
<context>
    <name>RemoveQuestion</name>
    <message>
        <source>Remove a model</source>
        <translation>모델 제거</translation>
    </message>
    <message>
        <source>Remove “{0}”?</source>
        <translation>“{0}”을(를) 제거할까요?</translation>
    </message>
    <message>
        <source>Its files are deleted from this computer ({0}): {1}</source>
        <translation>이 컴퓨터에서 파일을 삭제합니다({0}): {1}</translation>
    </message>
    <message>
        <source>Delete the files</source>
        <translation>파일 삭제</translation>
    </message>
    <message>
        <source>It only leaves this list; its files stay where they are: {0}</source>
        <translation>이 목록에서만 빠지며 파일은 그대로 남습니다: {0}</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 제거</translation>
    </message>
    <message>
        <source>It is in use now and goes on translating until another model is chosen.</source>
        <translation>지금 사용 중이며, 다른 모델을 선택할 때까지 이 모델로 계속 번역합니다.</translation>
    </message>
</context>
<context>
    <name>RenameQuestion</name>
    <message>
        <source>Rename a model</source>
        <translation>모델 이름 변경</translation>
    </message>
    <message>
        <source>A new name for “{0}”</source>
        <translation>“{0}”의 새 이름</translation>
    </message>
    <message>
        <source>Only the name in this program changes; the folder keeps its own.</source>
        <translation>이 프로그램에 표시되는 이름만 바뀌고 폴더 이름은 그대로입니다.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 변경</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>새 이름</translation>
    </message>
</context>
<context>
    <name>ReportModel</name>
    <message>
        <source>left over, inside a layer</source>
        <translation>남음(층 안)</translation>
    </message>
    <message>
        <source>left over</source>
        <translation>남음</translation>
    </message>
    <message>
        <source>{0} ({1} of 3)</source>
        <translation>{0} ({1}/3)</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>no bias: zeros</source>
        <translation>편향 없음: 0</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>빠짐</translation>
    </message>
    <message>
        <source>wrong shape</source>
        <translation>모양 다름</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>텐서</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>필요</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>실제</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>ReportPart</name>
    <message>
        <source>Parameters and tensors</source>
        <translation>파라미터와 텐서</translation>
    </message>
    <message>
        <source>What matched</source>
        <translation>일치 결과</translation>
    </message>
    <message>
        <source>Only what does not match</source>
        <translation>맞지 않는 것만</translation>
    </message>
    <message>
        <source>{0} matched</source>
        <translation>일치 {0}개</translation>
    </message>
    <message>
        <source>{0} missing</source>
        <translation>빠짐 {0}개</translation>
    </message>
    <message>
        <source>{0} of wrong shape</source>
        <translation>모양 다름 {0}개</translation>
    </message>
    <message>
        <source>{0} left over</source>
        <translation>남음 {0}개</translation>
    </message>
</context>
<context>
    <name>RolesMap</name>
    <message>
        <source>What each head does, layer by head</source>
        <translation>층과 헤드별 역할</translation>
    </message>
</context>
<context>
    <name>RolesPart</name>
    <message>
        <source>Names outside of the layers are everybody&apos;s own. What is clear from names and shapes is chosen already; choose the rest.</source>
        <translation>층 바깥의 이름은 모델마다 제각각입니다. 이름과 모양만으로 분명한 것은 이미 선택해 두었으니 나머지를 선택하세요.</translation>
    </message>
    <message>
        <source>Encoder layers</source>
        <translation>인코더 층</translation>
    </message>
    <message>
        <source>Decoder layers</source>
        <translation>디코더 층</translation>
    </message>
    <message>
        <source>Source embedding</source>
        <translation>소스 임베딩</translation>
    </message>
    <message>
        <source>Target embedding</source>
        <translation>타깃 임베딩</translation>
    </message>
    <message>
        <source>Output layer</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>Its bias</source>
        <translation>출력층 편향</translation>
    </message>
    <message>
        <source>Source positions</source>
        <translation>소스 위치 인코딩</translation>
    </message>
    <message>
        <source>Target positions</source>
        <translation>타깃 위치 인코딩</translation>
    </message>
    <message>
        <source>Norm after the encoder</source>
        <translation>인코더 뒤 정규화</translation>
    </message>
    <message>
        <source>Norm after the decoder</source>
        <translation>디코더 뒤 정규화</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>{0} ({1} layers)</source>
        <translation>{0} (층 {1}개)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{0}  (not in the file)</source>
        <translation>{0}  (파일에 없음)</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>맞음</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>빠짐</translation>
    </message>
    <message>
        <source>needs {0}</source>
        <translation>{0} 필요</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>쓰지 않음</translation>
    </message>
</context>
<context>
    <name>RolesView</name>
    <message>
        <source>Measure that colours the map</source>
        <translation>맵의 색으로 나타낼 지표</translation>
    </message>
    <message>
        <source>Which measure is the colour of a head</source>
        <translation>헤드의 색이 나타내는 지표</translation>
    </message>
    <message>
        <source>This sentence</source>
        <translation>이 문장</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>파일…</translation>
    </message>
    <message>
        <source>Translate the sentences of a file, one on each line (or pairs: TSV, TMX, JSON Lines), and measure</source>
        <translation>파일의 문장(한 줄에 하나씩, 또는 TSV·TMX·JSON Lines 문장 쌍)을 번역하고 측정합니다</translation>
    </message>
    <message>
        <source>up to </source>
        <translation>최대 </translation>
    </message>
    <message>
        <source>At most so many sentences of a file</source>
        <translation>파일에서 쓸 최대 문장 수</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>How every measure is defined and by which rules heads are named</source>
        <translation>각 지표의 정의와 헤드에 이름을 붙이는 규칙</translation>
    </message>
    <message>
        <source>The rule that named the selected head</source>
        <translation>선택한 헤드의 이름을 정한 규칙</translation>
    </message>
    <message>
        <source>A file of source sentences</source>
        <translation>소스 문장 파일</translation>
    </message>
    <message>
        <source>Text and corpora (*)</source>
        <translation>텍스트와 말뭉치 (*)</translation>
    </message>
    <message>
        <source>Heads are measured when decoding pauses.</source>
        <translation>디코딩이 멈추거나 끝나면 헤드를 측정합니다.</translation>
    </message>
    <message>
        <source>What each head does</source>
        <translation>헤드별 역할</translation>
    </message>
    <message>
        <source>Colour: {0}</source>
        <translation>색: {0}</translation>
    </message>
    <message>
        <source>{0} too long, skipped</source>
        <translation>너무 긴 줄 {0}개 건너뜀</translation>
    </message>
    <message>
        <source>{0} unreadable, skipped</source>
        <translation>읽을 수 없는 줄 {0}개 건너뜀</translation>
    </message>
    <message>
        <source>the file goes on</source>
        <translation>파일에 남은 문장 있음</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>each is named by what it does most above even attention; see the rules</source>
        <translation>균등한 어텐션보다 가장 크게 높은 지표로 헤드의 이름을 정합니다(규칙 참고)</translation>
    </message>
    <message>
        <source>over this sentence, {0}</source>
        <translation>이 문장 기준, {0}</translation>
    </message>
    <message>
        <source>over {0}: {1} sentences, {2}</source>
        <translation>{0} 기준: 문장 {1}개, {2}</translation>
    </message>
</context>
<context>
    <name>RulesText</name>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
</context>
<context>
    <name>RunPicker</name>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The training that is shown</source>
        <translation>지금 보이는 학습</translation>
    </message>
    <message>
        <source>New training…</source>
        <translation>새 학습…</translation>
    </message>
    <message>
        <source>Open a run folder…</source>
        <translation>학습 폴더 열기…</translation>
    </message>
    <message>
        <source>Choose a training</source>
        <translation>학습 선택</translation>
    </message>
</context>
<context>
    <name>SamplesModel</name>
    <message>
        <source>✓</source>
        <translation>✓</translation>
    </message>
    <message>
        <source>exactly right</source>
        <translation>완전 일치</translation>
    </message>
    <message>
        <source>not exactly right</source>
        <translation>완전 일치 아님</translation>
    </message>
    <message>
        <source>{0}
before: {1}</source>
        <translation>{0}
이전: {1}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>참조 번역</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>번역</translation>
    </message>
</context>
<context>
    <name>SettingsPart</name>
    <message>
        <source>2  What no shape tells</source>
        <translation>2  모양으로 알 수 없는 설정</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>LayerNorm</translation>
    </message>
    <message>
        <source>after adding (post-norm)</source>
        <translation>더한 뒤(post-norm)</translation>
    </message>
    <message>
        <source>before (norm_first=True)</source>
        <translation>서브층 앞(norm_first=True)</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>times √d_model</source>
        <translation>√d_model 곱함</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>위치 인코딩</translation>
    </message>
    <message>
        <source>as in the checkpoint</source>
        <translation>체크포인트 그대로</translation>
    </message>
    <message>
        <source>sines and cosines in turn (the paper&apos;s)</source>
        <translation>사인·코사인 번갈아(논문 방식)</translation>
    </message>
    <message>
        <source>sines before cosines</source>
        <translation>사인 먼저, 다음 코사인</translation>
    </message>
    <message>
        <source>tensor2tensor&apos;s</source>
        <translation>tensor2tensor 방식</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Number of positions</source>
        <translation>위치의 수</translation>
    </message>
    <message>
        <source> positions</source>
        <translation> 개</translation>
    </message>
    <message>
        <source>Ids</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>a guess</source>
        <translation>추정값</translation>
    </message>
    <message>
        <source>Nobody has chosen this yet: choose it, or try a sentence pair</source>
        <translation>아직 직접 선택하지 않은 값입니다. 선택하거나 문장 쌍으로 테스트해 보세요</translation>
    </message>
    <message>
        <source>Id of {0}</source>
        <translation>{0}의 ID</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>its own: {0}</source>
        <translation>기본값: {0}</translation>
    </message>
    <message>
        <source>it has none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>The id that the model was trained with; otherwise the SentencePiece model&apos;s own</source>
        <translation>모델을 학습할 때 쓴 ID. 정하지 않으면 SentencePiece 모델의 ID를 씁니다</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>Previous sentence</source>
        <translation>이전 문장</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>다음 문장</translation>
    </message>
    <message>
        <source>Source text, one sentence a line</source>
        <translation>소스 텍스트, 한 줄에 한 문장</translation>
    </message>
    <message>
        <source>Type a sentence; one sentence a line</source>
        <translation>문장을 입력하세요(한 줄에 한 문장)</translation>
    </message>
    <message>
        <source>Source pieces</source>
        <translation>소스 조각</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>예문</translation>
    </message>
    <message>
        <source>Sentences that show something</source>
        <translation>살펴볼 점이 있는 문장</translation>
    </message>
    <message>
        <source>A line of more than {0} characters is too long for any model; it was broken into several lines.</source>
        <translation>{0}자가 넘는 줄은 어떤 모델도 읽을 수 없어 여러 줄로 나누었습니다.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>{0}/{1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>1 piece</source>
        <translation>조각 1개</translation>
    </message>
    <message>
        <source>{0} pieces</source>
        <translation>조각 {0}개</translation>
    </message>
    <message>
        <source>{0} + {1} padding</source>
        <translation>{0} + 패딩 {1}개</translation>
    </message>
    <message>
        <source>padding: ignored by attention</source>
        <translation>패딩: 어떤 조각도 이 자리를 보지 않습니다</translation>
    </message>
    <message>
        <source>{0}: piece {1} of the source</source>
        <translation>{0}: 소스의 {1}번째 조각</translation>
    </message>
    <message>
        <source>not in the vocabulary</source>
        <translation>어휘에 없음</translation>
    </message>
    <message>
        <source>cross-attention weight {0} (layer {1}, mean of its heads)</source>
        <translation>크로스 어텐션 가중치 {0}(층 {1}, 헤드 평균)</translation>
    </message>
    <message>
        <source>attention weight {0} (layer {1}, head {2})</source>
        <translation>어텐션 가중치 {0}(층 {1}, 헤드 {2})</translation>
    </message>
</context>
<context>
    <name>StageMap</name>
    <message>
        <source>Matrix of one head, stage by stage</source>
        <translation>헤드 하나의 계산 단계별 행렬</translation>
    </message>
</context>
<context>
    <name>StandingLabel</name>
    <message>
        <source>State of the translation</source>
        <translation>번역의 상태</translation>
    </message>
    <message>
        <source>loading “{0}”…</source>
        <translation>“{0}” 불러오는 중…</translation>
    </message>
    <message>
        <source>loading “{0}”… {1} s</source>
        <translation>“{0}” 불러오는 중… {1}초</translation>
    </message>
    <message>
        <source>of the earlier text</source>
        <translation>수정 전 텍스트의 번역</translation>
    </message>
    <message>
        <source>by the model “{0}”</source>
        <translation>모델 “{0}”의 번역</translation>
    </message>
    <message>
        <source>{0} · another is being made</source>
        <translation>{0} · 새로 번역하는 중</translation>
    </message>
    <message>
        <source>{0} · Ctrl+Enter translates anew</source>
        <translation>{0} · Ctrl+Enter로 새로 번역</translation>
    </message>
    <message>
        <source>broken off by an error</source>
        <translation>오류로 중단됨</translation>
    </message>
    <message>
        <source>stopped before its end</source>
        <translation>끝나기 전에 멈춤</translation>
    </message>
    <message>
        <source>cut off at the greatest length, {0} pieces</source>
        <translation>최대 길이(조각 {0}개)에서 잘림</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>repeats “{0}” {1} times</source>
        <translation>“{0}” {1}번 반복</translation>
    </message>
    <message>
        <source>cannot be translated</source>
        <translation>번역할 수 없음</translation>
    </message>
    <message>
        <source>not translated yet · Ctrl+Enter translates it</source>
        <translation>아직 번역하지 않음 · Ctrl+Enter로 번역</translation>
    </message>
    <message>
        <source>of the earlier languages</source>
        <translation>이전 언어 설정의 번역</translation>
    </message>
    <message>
        <source>of the earlier settings</source>
        <translation>이전 디코딩 설정의 번역</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>Change the language to {0}</source>
        <translation>언어를 {0}(으)로 바꾸기</translation>
    </message>
    <message>
        <source>Show everything in {0}</source>
        <translation>화면 전체를 {0}(으)로 표시</translation>
    </message>
    <message>
        <source>hover a cell for its value · arrows move · 1 2 3 switch kind · Space plays</source>
        <translation>칸을 가리키면 값 표시 · 화살표 키 이동 · 1 2 3 종류 전환 · Space 재생</translation>
    </message>
    <message>
        <source>Space plays the training · 1 2 3 switch kind · arrows move</source>
        <translation>Space 학습 재생 · 1 2 3 종류 전환 · 화살표 키 이동</translation>
    </message>
    <message>
        <source>{0} ms a piece</source>
        <translation>조각당 {0} ms</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>Decoder: {0} ms for {1} predicted pieces of all sentences that are translated together, search and recording included. Encoder, before that: {2} ms.</source>
        <translation>디코더: 함께 번역하는 모든 문장에서 예측한 조각 {1}개에 {0} ms (탐색과 기록 포함). 그 앞의 인코더: {2} ms.</translation>
    </message>
    <message>
        <source>All attention weights of all sentences that are kept, four bytes each</source>
        <translation>보관 중인 모든 문장의 어텐션 가중치 전부, 하나에 4바이트</translation>
    </message>
    <message>
        <source>recorded {0}</source>
        <translation>기록 {0}</translation>
    </message>
</context>
<context>
    <name>StepPlayer</name>
    <message>
        <source>Step by step</source>
        <translation>한 단계씩</translation>
    </message>
    <message>
        <source>The decoder waits after every piece until the next one is asked for</source>
        <translation>조각마다 디코더가 멈추고 다음 조각을 요청할 때까지 기다립니다</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>첫 단계</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>이전 단계</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>다음 단계</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>마지막 단계</translation>
    </message>
    <message>
        <source>Decoding step</source>
        <translation>디코딩 단계</translation>
    </message>
    <message>
        <source>Playing speed: 1× is two pieces a second</source>
        <translation>재생 속도: 1×는 초당 조각 2개</translation>
    </message>
    <message>
        <source>Step {0} of {1}: {2}</source>
        <translation>단계 {0}/{1}: {2}</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
</context>
<context>
    <name>SummariesView</name>
    <message>
        <source>Norms as shares</source>
        <translation>노름을 비율로</translation>
    </message>
    <message>
        <source>Divide each row of norms by its sum, so that rows sum to 1 as weights do</source>
        <translation>노름의 각 행을 행의 합으로 나누어, 가중치처럼 행의 합이 1이 되게 합니다</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>색상 범위</translation>
    </message>
    <message>
        <source>How numbers become colours; a stretch is named in the legend</source>
        <translation>수를 색으로 나타내는 방식(대비를 높이면 범례에 표시)</translation>
    </message>
    <message>
        <source>Plain scale</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>Stretch: √weight</source>
        <translation>대비 높임: √가중치</translation>
    </message>
    <message>
        <source>Stretch: each row</source>
        <translation>대비 높임: 행별</translation>
    </message>
    <message>
        <source>Layer </source>
        <translation>층 </translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Head </source>
        <translation>헤드 </translation>
    </message>
    <message>
        <source>Head</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>Left: plain weights to compare with</source>
        <translation>왼쪽: 비교할 원래 가중치</translation>
    </message>
    <message>
        <source>Right: the summary that is explained</source>
        <translation>오른쪽: 아래에서 설명하는 종합 맵</translation>
    </message>
    <message>
        <source>Map of plain weights</source>
        <translation>원래 가중치 맵</translation>
    </message>
    <message>
        <source>Map of the summary</source>
        <translation>종합 맵</translation>
    </message>
    <message>
        <source>What the summary is</source>
        <translation>종합 맵 설명</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>유의할 점</translation>
    </message>
    <message>
        <source>Rollout follows attention through all layers of a Transformer.</source>
        <translation>롤아웃은 트랜스포머의 모든 층을 지나며 어텐션을 따라갑니다.</translation>
    </message>
    <message>
        <source>Summaries</source>
        <translation>헤드 종합</translation>
    </message>
    <message>
        <source>{0}: layer {1}, head {2}</source>
        <translation>{0}: 층 {1}, 헤드 {2}</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>알 수 있는 것</translation>
    </message>
    <message>
        <source>Where it misleads</source>
        <translation>오해하기 쉬운 점</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>As shares</source>
        <translation>비율로</translation>
    </message>
    <message>
        <source>Each row is divided by its sum.</source>
        <translation>각 행을 행의 합으로 나눕니다.</translation>
    </message>
    <message>
        <source>{0}: layer {1}, {2}</source>
        <translation>{0}: 층 {1}, {2}</translation>
    </message>
    <message>
        <source>{0}: head {1}, {2}</source>
        <translation>{0}: 헤드 {1}, {2}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Both maps have their greatest number at the same piece in {0} of {1}</source>
        <translation>{1} 중 {0}개에서 두 맵의 가장 큰 값이 같은 조각에 있음</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>TensorsPart</name>
    <message>
        <source>3  Tensors</source>
        <translation>3  텐서</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>All parameters</source>
        <translation>모든 파라미터</translation>
    </message>
    <message>
        <source>Try a sentence pair</source>
        <translation>문장 쌍으로 테스트</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>cut off</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>준비 중</translation>
    </message>
    <message>
        <source>running</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시정지됨</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>폴더 없음</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>시작하는 중</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>파일 확인 중</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>읽는 중</translation>
    </message>
    <message>
        <source>looking for duplicates</source>
        <translation>중복 찾는 중</translation>
    </message>
    <message>
        <source>reading the validation pairs</source>
        <translation>검증용 문장 쌍 읽는 중</translation>
    </message>
    <message>
        <source>generating sentences</source>
        <translation>문장 만드는 중</translation>
    </message>
    <message>
        <source>learning the vocabulary</source>
        <translation>어휘 학습 중</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>조각으로 나누는 중</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>evaluating</source>
        <translation>평가 중</translation>
    </message>
    <message>
        <source>choosing the best weights</source>
        <translation>가장 좋은 가중치 고르는 중</translation>
    </message>
    <message>
        <source>measuring the model</source>
        <translation>모델 성능 재는 중</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}시간 {1}분</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0}일</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>{0} step</source>
        <translation>{0}스텝</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0}스텝</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>스텝 {0}/{1}</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>스텝 {0}</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>약 {0} 남음</translation>
    </message>
    <message>
        <source>trained {0}</source>
        <translation>학습 시간 {0}</translation>
    </message>
    <message>
        <source>{0} M parameters</source>
        <translation>파라미터 {0}M개</translation>
    </message>
    <message>
        <source>{0} pair</source>
        <translation>문장 쌍 {0}개</translation>
    </message>
    <message>
        <source>{0} pairs</source>
        <translation>문장 쌍 {0}개</translation>
    </message>
    <message>
        <source>The folder has gone; open it where it is now, or start a new training.</source>
        <translation>폴더가 없어졌습니다. 옮겨진 곳에서 열거나 새 학습을 시작하세요.</translation>
    </message>
    <message>
        <source>Its process has ended before anything was saved; Resume begins again.</source>
        <translation>아무것도 저장하지 못한 채 프로세스가 끝났습니다. 이어하기를 누르면 처음부터 다시 시작합니다.</translation>
    </message>
    <message>
        <source>Its process ended without an error message; Resume goes on from step {0}, the last one saved.</source>
        <translation>프로세스가 아무 메시지 없이 끝났습니다. 이어하기를 누르면 마지막으로 저장된 스텝 {0}부터 계속합니다.</translation>
    </message>
    <message>
        <source>It did not say why.</source>
        <translation>이유는 알려지지 않았습니다.</translation>
    </message>
    <message>
        <source>All that it printed is in {0}.</source>
        <translation>출력 전체는 {0}에 있습니다.</translation>
    </message>
    <message>
        <source>The best model is in {0}.</source>
        <translation>가장 좋은 모델은 {0}에 있습니다.</translation>
    </message>
    <message>
        <source>Resume goes on exactly where it stopped.</source>
        <translation>이어하기를 누르면 멈춘 지점부터 그대로 계속합니다.</translation>
    </message>
    <message>
        <source>perplexity {0}</source>
        <translation>퍼플렉시티 {0}</translation>
    </message>
    <message>
        <source>BLEU {0}</source>
        <translation>BLEU {0}</translation>
    </message>
    <message>
        <source>judging the pairs</source>
        <translation>문장 쌍 검사 중</translation>
    </message>
    <message>
        <source>all {0} test pairs</source>
        <translation>테스트 문장 쌍 {0}개 전체</translation>
    </message>
    <message>
        <source>{0} · validation: {1}</source>
        <translation>{0} · 검증: {1}</translation>
    </message>
    <message>
        <source>The best model ({0}) is in {1}.</source>
        <translation>가장 좋은 모델({0})은 {1} 폴더에 있습니다.</translation>
    </message>
    <message>
        <source>all {0} validation pairs</source>
        <translation>검증 문장 쌍 {0}개 전체</translation>
    </message>
    <message>
        <source>BLEU {0} and chrF2 {1} on {2}</source>
        <translation>{2}에서 BLEU {0}, chrF2 {1}</translation>
    </message>
    <message>
        <source>Translating greedily it reaches {0}.</source>
        <translation>그리디 디코딩의 점수: {0}.</translation>
    </message>
    <message>
        <source>Scores are of some validation sentences, translated greedily.</source>
        <translation>점수는 검증 문장 일부를 그리디 디코딩으로 번역해 구한 것입니다.</translation>
    </message>
    <message>
        <source>Scores are of {0} validation sentences, translated greedily.</source>
        <translation>점수는 검증 문장 {0}개를 그리디 디코딩으로 번역해 구한 것입니다.</translation>
    </message>
    <message>
        <source>BLEU counts with sacreBLEU&apos;s tokenizer {0}.</source>
        <translation>BLEU의 토크나이저(sacreBLEU): {0}.</translation>
    </message>
    <message>
        <source>{0}, before the first update</source>
        <translation>{0}, 첫 스텝 전</translation>
    </message>
    <message>
        <source>Resume goes on from step {0}, the last one saved.</source>
        <translation>이어하기를 누르면 마지막으로 저장된 스텝 {0}에서 이어집니다.</translation>
    </message>
</context>
<context>
    <name>TrainingController</name>
    <message>
        <source>Open a run folder</source>
        <translation>학습 폴더 열기</translation>
    </message>
    <message>
        <source>{0} has lost its config.toml, so nothing can go on there; put the file back.</source>
        <translation>{0} 폴더에 config.toml이 없어서 이어서 학습할 수 없습니다. 파일을 되돌려 놓으세요.</translation>
    </message>
    <message>
        <source>The training ended without an error message; start it again.</source>
        <translation>학습이 아무 메시지 없이 끝났습니다. 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The folder of the training “{0}” has gone: {1}</source>
        <translation>“{0}” 학습의 폴더가 없어졌습니다: {1}</translation>
    </message>
    <message>
        <source>The training “{0}” is finished.</source>
        <translation>“{0}” 학습이 완료되었습니다.</translation>
    </message>
    <message>
        <source>The training “{0}” stopped: {1}</source>
        <translation>“{0}” 학습이 멈추었습니다: {1}</translation>
    </message>
    <message>
        <source>it ended without an error message</source>
        <translation>아무 메시지 없이 끝남</translation>
    </message>
    <message>
        <source>The training “{0}” was cut off ({1}); resume it.</source>
        <translation>“{0}” 학습이 중단되었습니다({1}). 이어하기를 누르세요.</translation>
    </message>
</context>
<context>
    <name>TrainingNotice</name>
    <message>
        <source>New training…</source>
        <translation>새 학습…</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>새 학습</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>학습 열기…</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>학습 열기</translation>
    </message>
    <message>
        <source>Training shows the model many sentence pairs, again and again, until it translates by itself; you watch its loss fall and its heads form. Start one with the built-in sentences, which takes a few minutes, or open the folder of a run.</source>
        <translation>학습은 모델이 스스로 번역할 수 있을 때까지 많은 문장 쌍을 되풀이해 보여 주는 과정입니다. 그동안 손실이 줄고 헤드가 형성되는 모습을 볼 수 있습니다. 몇 분이면 되는 내장 문장으로 학습을 시작하거나, 이미 있는 학습 폴더를 여세요.</translation>
    </message>
    <message>
        <source>Watch a Transformer learn to translate</source>
        <translation>트랜스포머가 번역을 배우는 과정 보기</translation>
    </message>
    <message>
        <source>This run cannot be shown</source>
        <translation>이 학습은 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Opening {0}</source>
        <translation>{0} 여는 중</translation>
    </message>
    <message>
        <source>Reading the run folder…</source>
        <translation>학습 폴더를 읽는 중…</translation>
    </message>
    <message>
        <source>getting everything ready</source>
        <translation>준비하는 중</translation>
    </message>
    <message>
        <source>{0}, {1} % done</source>
        <translation>{0}, {1}% 완료</translation>
    </message>
    <message>
        <source>The sentence pairs are read, cleaned and cut into pieces before the first step.</source>
        <translation>첫 스텝 전에 문장 쌍을 읽고 정제하여 조각으로 나눕니다.</translation>
    </message>
    <message>
        <source>The training has begun</source>
        <translation>학습이 시작되었습니다</translation>
    </message>
    <message>
        <source>It has written no numbers and kept no heads.</source>
        <translation>기록된 수치와 보관된 헤드가 없습니다.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>The first heads appear at once, the first numbers after a few steps.</source>
        <translation>첫 헤드는 바로, 첫 숫자는 몇 스텝 뒤에 나타납니다.</translation>
    </message>
</context>
<context>
    <name>TrainingNumbers</name>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>% right</source>
        <translation>일치 %</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>에폭 {0}</translation>
    </message>
    <message>
        <source>trained {0}</source>
        <translation>학습 시간 {0}</translation>
    </message>
    <message>
        <source>gradient norm {0}</source>
        <translation>그래디언트 노름 {0}</translation>
    </message>
    <message>
        <source>Loss of the newest updates, in nats a target piece: the mean since the step logged before, without label smoothing, with dropout</source>
        <translation>최근 스텝들의 손실(타깃 조각당 nat): 앞서 기록한 스텝 이후의 평균이며, 라벨 스무딩은 빼고 드롭아웃은 켠 채 잰 값입니다</translation>
    </message>
    <message>
        <source>Loss of the whole validation set at its last evaluation, in nats a target piece</source>
        <translation>마지막 평가에서 검증 집합 전체의 손실(타깃 조각당 nat)</translation>
    </message>
    <message>
        <source>BLEU, from 0 to 100.</source>
        <translation>BLEU, 0에서 100까지.</translation>
    </message>
    <message>
        <source>Percent of the translations equal to their reference.</source>
        <translation>참조 번역과 똑같은 번역의 비율(%).</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>validation at step {0}</source>
        <translation>스텝 {0}의 검증</translation>
    </message>
    <message>
        <source>chrF2 {0}</source>
        <translation>chrF2 {0}</translation>
    </message>
    <message>
        <source>perplexity {0}</source>
        <translation>퍼플렉시티 {0}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Smoothed loss</source>
        <translation>라벨 스무딩 손실</translation>
    </message>
    <message>
        <source>Also draw the loss with label smoothing</source>
        <translation>라벨 스무딩을 적용한 손실도 그리기</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>전체 구간</translation>
    </message>
    <message>
        <source>Show all steps again</source>
        <translation>모든 스텝 다시 보기</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>The exact numbers, to read and to copy</source>
        <translation>정확한 수치를 읽고 복사합니다</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>The attention of the probe sentence at this step</source>
        <translation>이 스텝에서 관찰 문장의 어텐션</translation>
    </message>
    <message>
        <source>All sentences</source>
        <translation>모든 문장</translation>
    </message>
    <message>
        <source>All translations at this step, as a table</source>
        <translation>이 스텝의 모든 번역을 표로 보기</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>스텝 {0}</translation>
    </message>
    <message>
        <source>point at the curves for their values · click: that moment · wheel: look closer</source>
        <translation>곡선을 가리키면 그 값 · 클릭: 그 시점으로 · 휠: 확대</translation>
    </message>
    <message>
        <source>Reading the heads of this step…</source>
        <translation>이 스텝의 헤드를 읽는 중…</translation>
    </message>
    <message>
        <source>The attention at this step was not kept; its translations are under All sentences.</source>
        <translation>이 스텝의 어텐션은 보관되지 않았습니다. 번역은 “모든 문장”에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The attention of this sentence was not kept; choose the first one above.</source>
        <translation>이 문장의 어텐션은 보관되지 않았습니다. 위에서 첫 문장을 선택하세요.</translation>
    </message>
    <message>
        <source>The attention of this sentence was not kept; choose one of the first {0} above.</source>
        <translation>이 문장의 어텐션은 보관되지 않았습니다. 위에서 앞의 {0}개 중 하나를 선택하세요.</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>중지 후 모델 저장</translation>
    </message>
    <message>
        <source>Stop “{0}” at step {1} of {2}?</source>
        <translation>“{0}” 학습을 {2}스텝 중 스텝 {1}에서 중지할까요?</translation>
    </message>
    <message>
        <source>The model that was best so far is kept and can translate. The steps that are left are not made, and the training cannot go on afterwards; to go on later, pause it.</source>
        <translation>지금까지 가장 좋았던 모델을 보관하며 번역에 쓸 수 있습니다. 남은 스텝은 진행하지 않으며, 그 뒤에는 학습을 이어 갈 수 없습니다. 나중에 이어 가려면 일시정지하세요.</translation>
    </message>
    <message>
        <source>At the first steps and at each evaluation the attention of all heads is kept, at each evaluation also the translations of some validation sentences. None has been kept yet.</source>
        <translation>처음 몇 스텝과 평가 때마다 모든 헤드의 어텐션을, 평가 때는 검증 문장 몇 개의 번역도 남깁니다. 아직 남긴 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>TrainingPlayer</name>
    <message>
        <source>First moment</source>
        <translation>첫 시점</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>이전 시점</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음 시점</translation>
    </message>
    <message>
        <source>Newest moment</source>
        <translation>최신 시점</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>학습 스텝</translation>
    </message>
    <message>
        <source>Play the training</source>
        <translation>학습 과정 재생</translation>
    </message>
    <message>
        <source>Pause the playing</source>
        <translation>재생 일시정지</translation>
    </message>
    <message>
        <source>Playing speed: 1× is two moments a second</source>
        <translation>재생 속도: 1×는 초당 시점 2개</translation>
    </message>
</context>
<context>
    <name>TrainingSamples</name>
    <message>
        <source>Validation sentences and their translations</source>
        <translation>검증 문장과 그 번역</translation>
    </message>
    <message>
        <source>Translations of validation sentences appear at the first evaluation.</source>
        <translation>검증 문장의 번역은 첫 평가 때 나타납니다.</translation>
    </message>
    <message>
        <source>No sentence was translated at this step.</source>
        <translation>이 스텝에서는 번역한 문장이 없습니다.</translation>
    </message>
    <message>
        <source>bold: translated otherwise than at step {0} · ✓ exactly right</source>
        <translation>굵은 글씨: 스텝 {0}의 번역과 다름 · ✓ 완전 일치</translation>
    </message>
    <message>
        <source>✓ exactly right</source>
        <translation>✓ 완전 일치</translation>
    </message>
</context>
<context>
    <name>TrainingSentence</name>
    <message>
        <source>Probe sentence</source>
        <translation>관찰 문장</translation>
    </message>
    <message>
        <source>The sentence whose heads and translation are shown</source>
        <translation>헤드와 번역을 보여 주는 문장</translation>
    </message>
    <message>
        <source>heads: along the reference</source>
        <translation>헤드: 참조 번역 기준</translation>
    </message>
    <message>
        <source>The maps are of the model reading the reference, piece by piece, and not its own translation:
so the same cell means the same at every step of the training.</source>
        <translation>모델이 자신의 번역이 아니라 참조 번역을 한 조각씩 읽을 때의 어텐션 맵입니다.
따라서 같은 칸은 학습의 어느 스텝에서나 같은 것을 뜻합니다.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>참조 번역</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>not translated at this step</source>
        <translation>이 스텝에서는 번역하지 않음</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(없음)</translation>
    </message>
    <message>
        <source>✓ exactly right</source>
        <translation>✓ 완전 일치</translation>
    </message>
</context>
<context>
    <name>TrainingStrip</name>
    <message>
        <source>Progress of the training</source>
        <translation>학습 진행률</translation>
    </message>
    <message>
        <source>What to know about this run</source>
        <translation>이 학습에 대해 알아 둘 점</translation>
    </message>
    <message>
        <source>New training…</source>
        <translation>새 학습…</translation>
    </message>
    <message>
        <source>Choose data and a recipe, and start</source>
        <translation>데이터와 레시피를 골라 시작</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>학습 열기…</translation>
    </message>
    <message>
        <source>Show a run folder, also another machine&apos;s</source>
        <translation>학습 폴더 보기(다른 컴퓨터의 것도 가능)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Save everything and stop; nothing is lost</source>
        <translation>모두 저장하고 멈춤(잃는 것 없음)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어하기</translation>
    </message>
    <message>
        <source>Go on from the newest checkpoint, or begin again</source>
        <translation>최신 체크포인트에서 계속하거나 처음부터 다시 시작</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>중지 후 모델 저장</translation>
    </message>
    <message>
        <source>Translate with it</source>
        <translation>이 모델로 번역</translation>
    </message>
    <message>
        <source>Use its newest checkpoint, or its best model, in the translate view</source>
        <translation>최신 체크포인트나 가장 좋은 모델을 번역 화면에서 사용</translation>
    </message>
    <message>
        <source>● {0}</source>
        <translation>● {0}</translation>
    </message>
    <message>
        <source>Stop now and make a model from what it has learnt so far</source>
        <translation>지금 중지하고 여기까지 배운 것으로 모델 만들기</translation>
    </message>
    <message>
        <source>Make a model from the newest checkpoint, without training on</source>
        <translation>더 학습하지 않고 최신 체크포인트로 모델 만들기</translation>
    </message>
    <message>
        <source>Pausing: it saves everything after the step it is at.</source>
        <translation>일시정지하는 중: 지금 스텝을 마치면 모두 저장합니다.</translation>
    </message>
    <message>
        <source>It is being started again…</source>
        <translation>다시 시작하는 중입니다…</translation>
    </message>
    <message>
        <source>A model is made from what it has learnt so far, which can take a minute.</source>
        <translation>지금까지 배운 것으로 모델을 만드는 중입니다. 1분쯤 걸릴 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>TrainingTable</name>
    <message>
        <source>{0}: its numbers</source>
        <translation>{0}: 수치</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>The selected rows, or all, with tabs between the numbers</source>
        <translation>선택한 행(없으면 전체)을 탭으로 구분해 복사합니다</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV로 저장…</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSV로 저장</translation>
    </message>
    <message>
        <source>All numbers with all their digits; what was not measured stays empty</source>
        <translation>모든 수를 모든 자릿수까지 저장합니다. 측정하지 않은 칸은 비워 둡니다</translation>
    </message>
    <message>
        <source>CSV files</source>
        <translation>CSV 파일</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>저장했습니다: {0}.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>Losses are in nats a target piece: training over the updates since the row before, validation over the whole set. Speed counts target pieces and updates alone; seconds count evaluations, too.</source>
        <translation>손실은 타깃 조각당 nat입니다. 학습 손실은 앞 행 이후 스텝들의 평균, 검증 손실은 검증 집합 전체의 평균입니다. 속도는 타깃 조각 수를 학습 스텝에 걸린 시간만으로 나눈 값이고, 초에는 평가 시간도 들어갑니다.</translation>
    </message>
</context>
<context>
    <name>TranslatePage</name>
    <message>
        <source>All heads</source>
        <translation>모든 헤드</translation>
    </message>
    <message>
        <source>All heads, one head in detail, the mask and the next piece</source>
        <translation>모든 헤드, 자세히 보는 헤드 하나, 마스크, 다음 조각</translation>
    </message>
</context>
<context>
    <name>TrialPart</name>
    <message>
        <source>Sentence</source>
        <translation>문장</translation>
    </message>
    <message>
        <source>Its translation</source>
        <translation>문장의 번역</translation>
    </message>
    <message>
        <source>a sentence that the model should be able to translate</source>
        <translation>모델이 번역할 수 있을 만한 문장</translation>
    </message>
    <message>
        <source>its translation, as the model should write it</source>
        <translation>모델이 내놓아야 할 번역</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>What the trials say</source>
        <translation>테스트 결과</translation>
    </message>
    <message>
        <source>Losses under other settings</source>
        <translation>설정별 손실</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>LayerNorm</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>위치 인코딩</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>이 설정 사용</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>The loss of the translation is computed under other settings too: those with which the model was trained stand out as the lowest. Nothing else is changed.</source>
        <translation>이 번역의 손실을 다른 설정에서도 계산합니다. 모델을 학습할 때 쓴 설정에서 손실이 눈에 띄게 낮습니다. 그 밖에는 아무것도 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>In nats a piece; the settings on the left: {0}, guessing blindly: {1}.</source>
        <translation>조각당 손실(nat)은 왼쪽 설정에서 {0}, 무작위 추측에서 {1}입니다.</translation>
    </message>
    <message>
        <source>In nats a piece; guessing blindly: {0}.</source>
        <translation>조각당 손실(nat)은 무작위 추측에서 {0}입니다.</translation>
    </message>
    <message>
        <source>{0} {1} others tried so far…</source>
        <translation>{0} 지금까지 다른 설정 {1}개를 테스트했습니다…</translation>
    </message>
    <message>
        <source>{0} Nothing knows this translation: perhaps a tensor or the SentencePiece model is the wrong one.</source>
        <translation>{0} 어느 설정에서도 모델이 이 번역을 예측하지 못합니다. 텐서나 SentencePiece 모델을 잘못 선택했을 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} No other settings are better.</source>
        <translation>{0} 이보다 나은 설정은 없습니다.</translation>
    </message>
    <message>
        <source>{0} The first row is the best.</source>
        <translation>{0} 첫 행의 설정이 가장 좋습니다.</translation>
    </message>
    <message>
        <source>checkpoint&apos;s</source>
        <translation>체크포인트</translation>
    </message>
    <message>
        <source>in turn</source>
        <translation>번갈아</translation>
    </message>
    <message>
        <source>halves</source>
        <translation>반씩</translation>
    </message>
    <message>
        <source>tensor2tensor</source>
        <translation>tensor2tensor</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>after</source>
        <translation>뒤</translation>
    </message>
    <message>
        <source>before</source>
        <translation>앞</translation>
    </message>
    <message>
        <source>× √d</source>
        <translation>× √d</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>Stopped; the settings tried so far are shown.</source>
        <translation>중지했습니다. 지금까지 테스트한 설정을 표시합니다.</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>모델 불러오는 중…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>테스트 중지</translation>
    </message>
    <message>
        <source>Try the sentence pair</source>
        <translation>문장 쌍으로 테스트</translation>
    </message>
    <message>
        <source>First every parameter needs a tensor that fits</source>
        <translation>먼저 모든 파라미터에 맞는 텐서가 있어야 합니다</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>View: {0}</source>
        <translation>화면: {0}</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}({1})</translation>
    </message>
    <message>
        <source>More views</source>
        <translation>다른 화면</translation>
    </message>
    <message>
        <source>The views that have no room here</source>
        <translation>자리가 모자라 여기에 표시하지 못한 화면</translation>
    </message>
    <message>
        <source>{0} more ▾</source>
        <translation>{0}개 더 ▾</translation>
    </message>
    <message>
        <source>Inside:</source>
        <translation>내부:</translation>
    </message>
</context>
<context>
    <name>WeightsModel</name>
    <message>
        <source>masked (future)</source>
        <translation>가려짐(미래)</translation>
    </message>
    <message>
        <source>masked (padding)</source>
        <translation>가려짐(패딩)</translation>
    </message>
    <message>
        <source>{0} looks at {1}: {2}</source>
        <translation>행 {0}, 열 {1}: {2}</translation>
    </message>
</context>
<context>
    <name>WhereItLooks</name>
    <message>
        <source>Where it looks</source>
        <translation>보는 곳</translation>
    </message>
    <message>
        <source>Source words the current step looks at</source>
        <translation>현재 단계가 보는 소스 단어</translation>
    </message>
    <message>
        <source>The source words that matter for a step will stand here.</source>
        <translation>각 단계에서 중요한 소스 단어가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>{0}: {1} of the attention</source>
        <translation>{0}: 전체 어텐션 중 {1}</translation>
    </message>
    <message>
        <source>This translation has no cross-attention: no head of it looks from a step at the source.</source>
        <translation>이 번역에는 크로스 어텐션이 없습니다. 각 단계에서 소스를 보는 헤드가 없습니다.</translation>
    </message>
    <message>
        <source>cross, layer {0}, mean of {1}</source>
        <translation>크로스 어텐션, 층 {0}, {1}의 평균</translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
</context>
<context>
    <name>_LegendLine</name>
    <message>
        <source>Legend: a line is as opaque as its weight</source>
        <translation>범례: 연결선의 진하기 = 가중치</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Something in the program failed ({0}); what you typed is kept, please try again.</source>
        <translation>프로그램에 문제가 생겼습니다({0}). 입력한 내용은 그대로 남아 있으니 다시 시도하세요.</translation>
    </message>
</context>
</TS>
