<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>Phrase</name>
    <message>
        <source> ({0} more {1} like this: see 'main.py checkpoint')</source>
        <translation> (이런 {1} {0}개 더 있음: 'main.py checkpoint' 참고)</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 또는 </translation>
    </message>
    <message>
        <source>'{0}' in [{1}]</source>
        <translation>[{1}]의 '{0}'</translation>
    </message>
    <message>
        <source>, and the first piece is number {0}</source>
        <translation>(첫 조각의 번호는 {0})</translation>
    </message>
    <message>
        <source>, counted from {0}</source>
        <translation>(위치는 {0}부터 셈)</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>메모리가 부족함</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>폴더가 비어 있지 않음</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 할당량을 넘음</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>파일이 이미 있음</translation>
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
        <source>Input/output error</source>
        <translation>입출력 오류</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>파일이 아니라 폴더임</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크에 남은 공간이 없음</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>그런 파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아님</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>허용되지 않은 동작임</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한이 없음</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 디스크임</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>네트워크 폴더와의 연결이 끊어짐</translation>
    </message>
    <message>
        <source>The connection to the hub broke off ({0})</source>
        <translation>허브와의 연결이 끊어졌습니다({0})</translation>
    </message>
    <message>
        <source>The hub did not answer within {0} seconds</source>
        <translation>허브가 {0}초 안에 응답하지 않았습니다</translation>
    </message>
    <message>
        <source>The hub has trouble of its own at the moment ({0})</source>
        <translation>현재 허브 자체에 문제가 있습니다({0})</translation>
    </message>
    <message>
        <source>The hub says that too much was asked of it from here (429)</source>
        <translation>허브에 따르면 이곳에서 보낸 요청이 너무 많습니다(429)</translation>
    </message>
    <message>
        <source>There is no connection to the hub ({0})</source>
        <translation>허브에 연결할 수 없습니다({0})</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많음</translation>
    </message>
    <message>
        <source>a TSV file has the source, a tab and the target on each line: choose its columns or another format.</source>
        <translation>TSV 파일은 줄마다 소스, 탭, 타깃이 있는 형식입니다. 열을 지정하거나 다른 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>a decoder</source>
        <translation>디코더</translation>
    </message>
    <message>
        <source>a dictionary has a key that is no text or number</source>
        <translation>딕셔너리에 텍스트도 수도 아닌 키가 있음</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>a number of at least 0 and less than 1</source>
        <translation>0 이상 1 미만의 수</translation>
    </message>
    <message>
        <source>a penalty of {0} on repetitions</source>
        <translation>반복에 대한 벌점 {0}</translation>
    </message>
    <message>
        <source>a tensor is described in a way that makes no sense</source>
        <translation>텐서의 설명이 말이 되지 않음</translation>
    </message>
    <message>
        <source>a tensor's shape has impossible numbers</source>
        <translation>텐서의 모양에 있을 수 없는 수가 있음</translation>
    </message>
    <message>
        <source>a tensor's shape is no list of a few numbers</source>
        <translation>텐서의 모양이 수 몇 개로 된 목록이 아님</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>따옴표로 묶은 텍스트</translation>
    </message>
    <message>
        <source>a whole module</source>
        <translation>모듈 전체</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a whole number of at least {0}</source>
        <translation>{0} 이상의 정수</translation>
    </message>
    <message>
        <source>all layers use the first one's</source>
        <translation>모든 층이 첫 층의 것을 사용</translation>
    </message>
    <message>
        <source>an encoder</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>and run 'hf auth login'</source>
        <translation>조건에 동의하고 'hf auth login'을 실행한 뒤</translation>
    </message>
    <message>
        <source>at least {0} pieces</source>
        <translation>조각 {0}개 이상</translation>
    </message>
    <message>
        <source>check its spelling, which is owner/name.</source>
        <translation>이름의 철자를 확인하세요. 형식은 owner/name입니다.</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>체크섬</translation>
    </message>
    <message>
        <source>choose a folder that you may write to</source>
        <translation>쓸 수 있는 폴더를 선택하세요</translation>
    </message>
    <message>
        <source>correct the line or choose another file.</source>
        <translation>그 줄을 고치거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>크로스 어텐션</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>디코더</translation>
    </message>
    <message>
        <source>decoder self-attention</source>
        <translation>디코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>did you mean '{0}'</source>
        <translation>'{0}' 키를 잘못 쓴 것이 아닌지 확인하세요</translation>
    </message>
    <message>
        <source>did you mean {0}?</source>
        <translation>혹시 {0} 모델인가요?</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>each of its stacks ends in one more norm, which Marian's do not have</source>
        <translation>각 스택 끝에 정규화가 하나 더 있지만 Marian의 스택에는 없습니다</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>encoder self-attention</source>
        <translation>인코더 셀프 어텐션</translation>
    </message>
    <message>
        <source>every layer has its own</source>
        <translation>층마다 따로</translation>
    </message>
    <message>
        <source>free some space and try again; a training goes on with --resume</source>
        <translation>공간을 확보하고 다시 시도하세요. 학습은 --resume으로 이어서 할 수 있습니다</translation>
    </message>
    <message>
        <source>has a segment of more than 65,536 characters</source>
        <translation>65,536자보다 긴 세그먼트가 있습니다</translation>
    </message>
    <message>
        <source>has half a surrogate pair under '{0}'</source>
        <translation>'{0}' 키의 값에 서로게이트 쌍의 반쪽만 있습니다</translation>
    </message>
    <message>
        <source>has something else than text under '{0}'</source>
        <translation>'{0}' 키의 값이 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>has {0} where {1} are needed</source>
        <translation>열이 {1}개 필요한데 {0}뿐입니다</translation>
    </message>
    <message>
        <source>holds a NUL character</source>
        <translation>NUL 문자가 들어 있습니다</translation>
    </message>
    <message>
        <source>in some minutes</source>
        <translation>몇 분 후에</translation>
    </message>
    <message>
        <source>in {0} seconds</source>
        <translation>{0}초 후에</translation>
    </message>
    <message>
        <source>is longer than 64 KiB</source>
        <translation>64 KiB보다 깁니다</translation>
    </message>
    <message>
        <source>is not JSON</source>
        <translation>JSON이 아닙니다</translation>
    </message>
    <message>
        <source>is not UTF-8 text</source>
        <translation>UTF-8 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>JSON 객체가 아닙니다</translation>
    </message>
    <message>
        <source>it begins in another way</source>
        <translation>파일의 시작 부분이 다름</translation>
    </message>
    <message>
        <source>it calls what cannot be called</source>
        <translation>호출할 수 없는 것을 호출하려 함</translation>
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
        <source>it gives attributes to what can have none</source>
        <translation>속성을 가질 수 없는 것에 속성을 주려 함</translation>
    </message>
    <message>
        <source>it has at most {0}</source>
        <translation>최대 {0}개까지 가능</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors</source>
        <translation>텐서의 딕셔너리가 없음</translation>
    </message>
    <message>
        <source>it holds no tensor</source>
        <translation>텐서가 없음</translation>
    </message>
    <message>
        <source>it holds two parts of one name</source>
        <translation>같은 이름의 부분이 두 개 있음</translation>
    </message>
    <message>
        <source>it is a pickle of another kind</source>
        <translation>다른 종류의 pickle임</translation>
    </message>
    <message>
        <source>it is another kind of zip file</source>
        <translation>다른 종류의 zip 파일임</translation>
    </message>
    <message>
        <source>it knows {0}</source>
        <translation>쓸 수 있는 키: {0}</translation>
    </message>
    <message>
        <source>it lacks its part {0}</source>
        <translation>{0} 부분이 없음</translation>
    </message>
    <message>
        <source>it looks a name up that is none</source>
        <translation>이름이 아닌 것을 이름으로 찾으려 함</translation>
    </message>
    <message>
        <source>it names weights that cannot be</source>
        <translation>있을 수 없는 가중치를 가리킴</translation>
    </message>
    <message>
        <source>it was written on a computer with the opposite order of bytes</source>
        <translation>바이트 순서가 반대인 컴퓨터에서 저장됨</translation>
    </message>
    <message>
        <source>its checksum does not fit</source>
        <translation>체크섬이 맞지 않음</translation>
    </message>
    <message>
        <source>its description of the tensors has no end</source>
        <translation>텐서의 설명이 끝나지 않음</translation>
    </message>
    <message>
        <source>its description of the tensors is larger than any model's</source>
        <translation>텐서의 설명이 어떤 모델의 것보다도 큼</translation>
    </message>
    <message>
        <source>its entry {0} is no tensor</source>
        <translation>{0} 항목이 텐서가 아님</translation>
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
        <source>its header would not fit</source>
        <translation>헤더가 파일에 들어갈 수 없는 크기임</translation>
    </message>
    <message>
        <source>its list of weights does not fit its weights</source>
        <translation>가중치 목록이 가중치와 맞지 않음</translation>
    </message>
    <message>
        <source>its list of weights is none</source>
        <translation>가중치 목록이 목록이 아님</translation>
    </message>
    <message>
        <source>its norms add {0} to the variance, and Marian's add {1}</source>
        <translation>정규화에서 분산에 더하는 값이 {0}인데 Marian에서는 {1}입니다</translation>
    </message>
    <message>
        <source>its norms come before the sub-layers (pre-norm), and Marian's come after them</source>
        <translation>정규화가 서브층 앞에 있지만(pre-norm) Marian에서는 뒤에 있습니다</translation>
    </message>
    <message>
        <source>its part {0} would reach past its end</source>
        <translation>{0} 부분이 파일의 끝을 넘어감</translation>
    </message>
    <message>
        <source>its parts are compressed, which torch.save never does</source>
        <translation>torch.save와 달리 내용이 압축되어 있음</translation>
    </message>
    <message>
        <source>its positions are Tensor2Tensor's, whose angles differ from Marian's</source>
        <translation>위치 인코딩이 Tensor2Tensor 방식이라 각도가 Marian과 다릅니다</translation>
    </message>
    <message>
        <source>its positions are learned, and Marian's are sinusoids</source>
        <translation>위치 인코딩이 학습된 것이지만 Marian의 위치 인코딩은 사인파입니다</translation>
    </message>
    <message>
        <source>its special pieces have ids that the source vocabulary lacks</source>
        <translation>특수 조각의 ID가 소스 어휘에 없습니다</translation>
    </message>
    <message>
        <source>its table of contents leads astray</source>
        <translation>목차가 엉뚱한 곳을 가리킴</translation>
    </message>
    <message>
        <source>its tensor {0} is described in a way that cannot be</source>
        <translation>{0} 텐서의 설명이 있을 수 없는 내용임</translation>
    </message>
    <message>
        <source>lacks '{0}'</source>
        <translation>'{0}' 언어가 없습니다</translation>
    </message>
    <message>
        <source>lacks the key '{0}'</source>
        <translation>'{0}' 키가 없습니다</translation>
    </message>
    <message>
        <source>models already on this computer work without it</source>
        <translation>이 컴퓨터에 이미 있는 모델은 허브 없이도 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>name two languages that the file has, or choose another file.</source>
        <translation>파일에 있는 두 언어를 지정하거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>이유가 제시되지 않음</translation>
    </message>
    <message>
        <source>no sentence pair</source>
        <translation>문장 쌍이 아님</translation>
    </message>
    <message>
        <source>no {0} pieces in a row that were there before</source>
        <translation>앞에 나온 연속된 조각 {0}개를 되풀이하지 않기</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>none is installed</source>
        <translation>설치된 모델 없음</translation>
    </message>
    <message>
        <source>not a list of texts</source>
        <translation>텍스트 목록이 아님</translation>
    </message>
    <message>
        <source>not scaled</source>
        <translation>곱하지 않음</translation>
    </message>
    <message>
        <source>nothing had been saved yet: start again</source>
        <translation>아직 저장된 것이 없으니 처음부터 다시 시작하세요</translation>
    </message>
    <message>
        <source>one column</source>
        <translation>1개</translation>
    </message>
    <message>
        <source>one of {0}</source>
        <translation>{0} 중 하나</translation>
    </message>
    <message>
        <source>one side empty</source>
        <translation>한쪽이 비어 있음</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>put the original file back</source>
        <translation>원본 파일로 되돌리거나</translation>
    </message>
    <message>
        <source>resume it with the version of this program that began it</source>
        <translation>학습을 시작한 버전의 프로그램으로 이어서 학습하거나</translation>
    </message>
    <message>
        <source>save the file as UTF-8 text.</source>
        <translation>파일을 UTF-8 텍스트로 저장하세요.</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>곱함</translation>
    </message>
    <message>
        <source>sides of very different length</source>
        <translation>양쪽 길이 차이가 큼</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>step {0} (epoch {1}, batch {2})</source>
        <translation>스텝 {0}(에폭 {1}, 배치 {2})</translation>
    </message>
    <message>
        <source>target</source>
        <translation>타깃</translation>
    </message>
    <message>
        <source>the SentencePiece model</source>
        <translation>SentencePiece 모델</translation>
    </message>
    <message>
        <source>the configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>the instruction {0}</source>
        <translation>{0} 명령</translation>
    </message>
    <message>
        <source>the last checkpoint is good: resume it</source>
        <translation>마지막 체크포인트는 정상이니 거기서 이어서 학습하세요</translation>
    </message>
    <message>
        <source>the tensor {0} claims more numbers than the file holds</source>
        <translation>{0} 텐서에 파일에 든 것보다 많은 수가 있다고 되어 있음</translation>
    </message>
    <message>
        <source>the weights of {0} are cut off</source>
        <translation>{0} 텐서의 가중치가 잘림</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>토크나이저</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>너무 긺</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습용</translation>
    </message>
    <message>
        <source>translation equals source</source>
        <translation>번역이 소스와 같음</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증용</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>weights are missing at its end</source>
        <translation>끝부분의 가중치가 없음</translation>
    </message>
    <message>
        <source>with the account of your token</source>
        <translation>사용하는 토큰의 계정으로 조건에 동의한 뒤</translation>
    </message>
    <message>
        <source>wrong script</source>
        <translation>다른 언어의 문자</translation>
    </message>
    <message>
        <source>{0} columns</source>
        <translation>{0}개</translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation>{0} 파일이 손상됨</translation>
    </message>
    <message>
        <source>{0} is damaged ({1})</source>
        <translation>{0} 파일이 손상됨({1})</translation>
    </message>
    <message>
        <source>{0} is not a checkpoint of this version</source>
        <translation>{0} 파일은 이 버전의 체크포인트가 아님</translation>
    </message>
    <message>
        <source>{0} is of version {1}</source>
        <translation>{0} 폴더의 버전은 {1}</translation>
    </message>
    <message>
        <source>{0} of {1} came and are kept</source>
        <translation>{1} 중 {0}까지 받은 부분은 남아 있으며</translation>
    </message>
    <message>
        <source>holds a carriage return</source>
        <translation>캐리지 리턴(CR) 문자가 들어 있습니다</translation>
    </message>
    <message>
        <source>save the file with LF line ends.</source>
        <translation>파일의 줄바꿈을 LF로 저장하세요.</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>A few updates already ruin the model; lower [training] peak_learning_rate.</source>
        <translation>업데이트 몇 번 만에 모델이 망가집니다. [training] peak_learning_rate를 낮추세요.</translation>
    </message>
    <message>
        <source>The memory of {0} is too small for this training; choose a smaller [model] or a lower [training] batch_tokens.</source>
        <translation>{0} 장치의 메모리가 이 학습에는 부족합니다. 더 작은 [model]을 고르거나 [training] batch_tokens를 낮추세요.</translation>
    </message>
    <message>
        <source>{0} of the {1} validation pairs are training pairs, too, so the scores flatter the model; take them out of {2}.</source>
        <translation>검증 쌍 {1}개 중 {0}개가 학습 쌍에도 있어서 점수가 실제보다 좋게 나옵니다. {2}에서 그 쌍들을 빼세요.</translation>
    </message>
    <message>
        <source>{0} pairs are not trained on, because their source sentences are those of pairs held out for validation.</source>
        <translation>쌍 {0}개는 소스 문장이 검증용으로 떼어 둔 쌍과 같아서 학습에 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>{0} of the validation pairs have no room in {1} positions, so no loss is measured on them.</source>
        <translation>검증 쌍 {0}개는 위치 {1}개에 다 들어가지 않아서 손실을 재지 않습니다.</translation>
    </message>
    <message>
        <source>After step {0} the weights are no longer numbers; {1} with a lower learning rate or a longer warm-up.</source>
        <translation>스텝 {0} 뒤에 가중치가 수가 아닌 값이 되었습니다. {1}. 이때 학습률을 낮추거나 워밍업을 늘리세요.</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU, 스레드 1개</translation>
    </message>
    <message>
        <source>CPU, {0} threads</source>
        <translation>CPU, 스레드 {0}개</translation>
    </message>
    <message>
        <source>'{0}' cannot be deleted now ({1}); close every window that uses it and try again.</source>
        <translation>지금은 '{0}' 모델을 삭제할 수 없습니다({1}). 이 모델을 쓰는 창을 모두 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>'{0}' cannot be the name of a model on the hub; write it as there, such as Helsinki-NLP/opus-mt-en-de.</source>
        <translation>허브에는 '{0}' 같은 모델 이름이 있을 수 없습니다. Helsinki-NLP/opus-mt-en-de처럼 허브에 있는 그대로 적으세요.</translation>
    </message>
    <message>
        <source>'{0}' comes with the program and cannot be removed.</source>
        <translation>'{0}' 모델은 프로그램에 포함되어 있어 제거할 수 없습니다.</translation>
    </message>
    <message>
        <source>A '{0}' model has no encoder and decoder for text, so it cannot be shown translating here.</source>
        <translation>'{0}' 모델에는 텍스트용 인코더와 디코더가 없어 번역 과정을 여기서 보여 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>A '{0}' model runs with code of its own, which this program never executes.</source>
        <translation>'{0}' 모델은 자체 코드로 실행되는데, 이 프로그램은 그런 코드를 절대 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>A bias is added to the logits.</source>
        <translation>로짓에 편향을 더합니다.</translation>
    </message>
    <message>
        <source>A file of {0} is no longer on the hub; look the model up again.</source>
        <translation>{0} 모델의 파일 하나가 더 이상 허브에 없습니다. 모델을 다시 조회하세요.</translation>
    </message>
    <message>
        <source>A model's name may have {0} letters at most; this has {1}; shorten it.</source>
        <translation>모델 이름은 {0}자까지 쓸 수 있는데, 이 이름은 {1}자입니다. 이름을 줄이세요.</translation>
    </message>
    <message>
        <source>A model's name may not be empty; type one.</source>
        <translation>모델 이름은 비워 둘 수 없습니다. 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>A name of a file or a tensor is no valid text, so it cannot be written; rename it.</source>
        <translation>파일이나 텐서의 이름이 올바른 텍스트가 아니어서 저장할 수 없습니다. 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>A piece in front of the text or behind it names the language.</source>
        <translation>텍스트 앞이나 뒤에 붙는 조각이 언어를 나타냅니다.</translation>
    </message>
    <message>
        <source>A vocabulary of {0} pieces cannot be made from this text ({1}); choose another vocab_size, 0 for as many as there are, or add data.</source>
        <translation>이 텍스트로는 조각 {0}개의 어휘를 만들 수 없습니다({1}). vocab_size를 다른 값으로 정하거나(0은 가능한 만큼), 데이터를 추가하세요.</translation>
    </message>
    <message>
        <source>All heads together are {0} numbers wide, not d_model = {1}.</source>
        <translation>모든 헤드를 합친 너비는 수 {0}개이며, d_model = {1} 값과 다릅니다.</translation>
    </message>
    <message>
        <source>Another model is named '{0}' already; choose another name.</source>
        <translation>이름이 '{0}'인 다른 모델이 이미 있습니다. 다른 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>Another process of this training has gone ({0}); read what it said, and resume with all of them.</source>
        <translation>이 학습의 다른 프로세스가 종료되었습니다({0}). 그 프로세스의 메시지를 확인하고, 모든 프로세스를 함께 띄워 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>Downloading needs the package huggingface_hub, which is not installed; run 'python3 main.py doctor' with a network, which installs it.</source>
        <translation>내려받기에는 huggingface_hub 패키지가 필요한데 설치되어 있지 않습니다. 네트워크에 연결된 상태에서 'python3 main.py doctor'를 실행하면 설치됩니다.</translation>
    </message>
    <message>
        <source>Each sub-layer begins with its norm (pre-norm); in the paper it ends with it.</source>
        <translation>각 서브층이 정규화로 시작합니다(pre-norm). 논문에서는 정규화로 끝납니다.</translation>
    </message>
    <message>
        <source>Each sub-layer reads normalised vectors (pre-norm); the paper normalises after adding.</source>
        <translation>각 서브층이 정규화된 벡터를 읽습니다(pre-norm). 논문은 더한 뒤에 정규화합니다.</translation>
    </message>
    <message>
        <source>Embeddings are not multiplied by √d_model.</source>
        <translation>임베딩에 √d_model을 곱하지 않습니다.</translation>
    </message>
    <message>
        <source>Every piece's logit has a bias of its own.</source>
        <translation>조각마다 로짓에 자체 편향이 있습니다.</translation>
    </message>
    <message>
        <source>In the positions all sines stand before all cosines; the paper alternates them.</source>
        <translation>위치 인코딩에서 사인이 모두 코사인보다 앞에 옵니다. 논문에서는 둘이 번갈아 나옵니다.</translation>
    </message>
    <message>
        <source>It holds no config.json, so nobody can tell how its weights belong together.</source>
        <translation>config.json이 없어 가중치를 어떻게 맞추어야 하는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It holds no weights as safetensors or as PyTorch's .bin, so it cannot be loaded.</source>
        <translation>safetensors나 PyTorch의 .bin 형식으로 된 가중치가 없어 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>It holds only an adapter for another model, so it cannot be loaded by itself.</source>
        <translation>다른 모델용 어댑터만 있어 단독으로는 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>It is played by the package transformers, which the program offers to install when it is loaded.</source>
        <translation>이 모델은 transformers 패키지로 실행되며, 모델을 불러올 때 이 프로그램이 패키지 설치를 제안합니다.</translation>
    </message>
    <message>
        <source>It was trained without positions: the vectors that the paper adds are zero here.</source>
        <translation>위치 인코딩 없이 학습했습니다. 논문에서 더하는 벡터가 여기서는 0입니다.</translation>
    </message>
    <message>
        <source>Its config.json does not say what kind of model it is, so it cannot be loaded.</source>
        <translation>모델의 config.json에 모델의 종류가 적혀 있지 않아 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>Its file {0} is missing; remove the model and download it again.</source>
        <translation>이 모델의 {0} 파일이 없습니다. 모델을 제거하고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>Its file {0} was changed after the download; remove the model and download it again.</source>
        <translation>이 모델의 {0} 파일이 내려받은 뒤에 바뀌었습니다. 모델을 제거하고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>Its makers decode with {0}, which is not done here.</source>
        <translation>모델 제작자의 디코딩에는 있지만 여기서는 적용하지 않는 것: {0}.</translation>
    </message>
    <message>
        <source>JSON Lines has one object a line with the source and the target: name their keys or another format.</source>
        <translation>JSON Lines는 한 줄에 소스와 타깃이 든 객체가 하나씩 있는 형식입니다. 두 키를 지정하거나 다른 형식을 선택하세요.</translation>
    </message>
    <message>
        <source>LayerNorm comes before each sub-layer (pre-norm), and once more after each stack.</source>
        <translation>LayerNorm이 각 서브층 앞에 있고(pre-norm), 각 스택 뒤에 하나씩 더 있습니다.</translation>
    </message>
    <message>
        <source>LayerNorm takes away no mean and adds no bias: it only divides by the root mean square (RMSNorm).</source>
        <translation>LayerNorm은 평균을 빼지 않고 편향도 더하지 않으며, 제곱평균제곱근으로 나누기만 합니다(RMSNorm).</translation>
    </message>
    <message>
        <source>Line {0} of {1} lacks one of its sentences; correct or remove it.</source>
        <translation>{1} 파일의 {0}번째 줄에 두 문장 중 하나가 없습니다. 이 줄을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Line {0} of {1} {2}; correct or remove it.</source>
        <translation>{1} 파일의 {0}번째 줄: {2}. 이 줄을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Linear layers have no biases.</source>
        <translation>선형 층에 편향이 없습니다.</translation>
    </message>
    <message>
        <source>No checkpoint in {0} can be read ({1}); start the run anew.</source>
        <translation>{0} 폴더에 읽을 수 있는 체크포인트가 없습니다({1}). 학습을 처음부터 다시 시작하세요.</translation>
    </message>
    <message>
        <source>No model is loaded yet; choose one from the list at the top.</source>
        <translation>아직 불러온 모델이 없습니다. 위쪽 목록에서 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>No positions are added to the embeddings: each head adds to its self-attention scores a number that it has learned for every distance ({0}).</source>
        <translation>임베딩에 위치를 더하지 않습니다. 대신 각 헤드가 거리마다 학습한 수를 셀프 어텐션 점수에 더합니다({0}).</translation>
    </message>
    <message>
        <source>No {0} pair is short enough to be used; raise [data] max_pieces or check the files.</source>
        <translation>길이가 짧아 쓸 수 있는 {0} 문장 쌍이 하나도 없습니다. [data] max_pieces를 높이거나 파일을 확인하세요.</translation>
    </message>
    <message>
        <source>None of the {0} sentence pairs has fewer than {1} pieces on both sides; raise max_pieces or check the data.</source>
        <translation>문장 쌍 {0}개 중 양쪽 모두 조각이 {1}개보다 적은 것이 없습니다. max_pieces를 높이거나 데이터를 확인하세요.</translation>
    </message>
    <message>
        <source>Nothing was chosen for {0}; choose its tensor.</source>
        <translation>{0}에 쓸 텐서를 선택하지 않았습니다. 텐서를 선택하세요.</translation>
    </message>
    <message>
        <source>Of each position all sines come first and then all cosines, not in turns{0}.</source>
        <translation>각 위치의 인코딩에서 사인이 모두 먼저 오고 그다음에 코사인이 모두 오며, 둘이 번갈아 나오지 않습니다{0}.</translation>
    </message>
    <message>
        <source>One more LayerNorm stands after each stack, as torch.nn.Transformer has it.</source>
        <translation>torch.nn.Transformer처럼 각 스택 뒤에 LayerNorm이 하나 더 있습니다.</translation>
    </message>
    <message>
        <source>Positions are learned vectors instead of sinusoids.</source>
        <translation>위치 인코딩이 사인파가 아니라 학습된 벡터입니다.</translation>
    </message>
    <message>
        <source>Positions are learned vectors, not sines and cosines.</source>
        <translation>위치 인코딩이 사인과 코사인이 아니라 학습된 벡터입니다.</translation>
    </message>
    <message>
        <source>Positions are learned, one vector for each, instead of sines and cosines.</source>
        <translation>위치 인코딩이 사인과 코사인이 아니라 위치마다 하나씩 학습된 벡터입니다.</translation>
    </message>
    <message>
        <source>Positions are learned, one vector for each, instead of sines and cosines{0}.</source>
        <translation>위치 인코딩이 사인과 코사인이 아니라 위치마다 하나씩 학습된 벡터입니다{0}.</translation>
    </message>
    <message>
        <source>Positions turn queries and keys (rotary embedding) instead of being added to the embeddings.</source>
        <translation>위치를 임베딩에 더하지 않고, 위치에 따라 쿼리와 키를 회전시킵니다(rotary embedding).</translation>
    </message>
    <message>
        <source>Said by a person, because no tensor tells it: {0} heads, {1}-norm, {2}, positions: {3}, embeddings {4} by the square root of d_model.</source>
        <translation>어느 텐서로도 알 수 없어 사람이 알려 준 설정: 헤드 {0}개, {1}-norm, {2}, 위치 인코딩: {3}, 임베딩에 d_model의 제곱근을 {4}.</translation>
    </message>
    <message>
        <source>Scores are bent by a hyperbolic tangent, so that none leaves the range from {0} to {1}.</source>
        <translation>점수를 쌍곡탄젠트로 휘어 {0}에서 {1}까지의 범위를 벗어나지 않게 합니다.</translation>
    </message>
    <message>
        <source>Scores are q · k, not divided by √d_k: that factor went into how the weights were initialised.</source>
        <translation>점수는 √d_k로 나누지 않은 q · k입니다. 그 계수는 가중치를 초기화할 때 반영되었습니다.</translation>
    </message>
    <message>
        <source>Sentence {0} has {1} pieces, but this model has room for {2}; split or remove it.</source>
        <translation>{0}번째 문장의 조각은 {1}개인데, 이 모델에는 {2}개까지만 들어갑니다. 문장을 나누거나 지우세요.</translation>
    </message>
    <message>
        <source>Some feed-forward layers are {0} experts, of which each piece is sent to only a few.</source>
        <translation>일부 피드포워드 층은 전문가(expert) {0}개로 이루어지며, 각 조각은 그중 몇 개에만 보내집니다.</translation>
    </message>
    <message>
        <source>Some layers look no further than {0} pieces.</source>
        <translation>일부 층은 조각 {0}개 거리까지만 봅니다.</translation>
    </message>
    <message>
        <source>Some parts of its weights are missing, so it cannot be loaded.</source>
        <translation>가중치의 일부가 빠져 있어 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>The GPU ran out of memory, so the model went on with the CPU; shorter text may fit the GPU.</source>
        <translation>GPU 메모리가 부족하여 모델을 CPU에서 계속 실행했습니다. 텍스트를 줄이면 GPU에 들어갈 수 있습니다.</translation>
    </message>
    <message>
        <source>The SentencePiece model has no piece for {0}; give the id that the model was trained with as {1}.</source>
        <translation>SentencePiece 모델에 {0} 조각이 없습니다. 모델을 학습할 때 쓴 ID를 {1} 값으로 지정하세요.</translation>
    </message>
    <message>
        <source>The card {0} cannot be read ({1}).</source>
        <translation>모델 카드 {0} 파일을 읽을 수 없습니다({1}).</translation>
    </message>
    <message>
        <source>The checkpoint has no SentencePiece model yet; choose the one that its sentences were cut with.</source>
        <translation>체크포인트에 아직 SentencePiece 모델이 없습니다. 문장을 조각으로 나눌 때 쓴 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The checkpoint has no tensor '{0}', which {1} needs.</source>
        <translation>{1}에 필요한 '{0}' 텐서가 체크포인트에 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint's layer_norm_eps is {0}, not between 0 and 1.</source>
        <translation>체크포인트의 layer_norm_eps 값이 {0}입니다. 0과 1 사이여야 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint's scale_embedding is {0}, not true or false.</source>
        <translation>체크포인트의 scale_embedding 값이 {0}입니다. true 또는 false여야 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint's {0} is {1}, but it must be a whole number from {2} on.</source>
        <translation>체크포인트의 {0} 값이 {1}인데, {2} 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>The checkpoint's {0} is {1}, but it must be one of: {2}.</source>
        <translation>체크포인트의 {0} 값이 {1}인데, 다음 중 하나여야 합니다: {2}.</translation>
    </message>
    <message>
        <source>The connection to the hub broke off ({0}); {1}, so try again later.</source>
        <translation>허브와의 연결이 끊어졌습니다({0}). {1}. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The connection to the hub ended too early.</source>
        <translation>허브와의 연결이 너무 일찍 끝났습니다.</translation>
    </message>
    <message>
        <source>The decoder starts from &lt;pad&gt;, whose embedding is all zeros, instead of from &lt;s&gt;.</source>
        <translation>디코더가 &lt;s&gt; 대신, 임베딩이 모두 0인 &lt;pad&gt;에서 시작합니다.</translation>
    </message>
    <message>
        <source>The decoder starts from {0} instead of &lt;s&gt;.</source>
        <translation>디코더가 &lt;s&gt; 대신 {0} 조각에서 시작합니다.</translation>
    </message>
    <message>
        <source>The decoder's output is divided by √d_model before it meets the output matrix.</source>
        <translation>디코더의 출력을 √d_model로 나눈 뒤 출력 행렬에 넣습니다.</translation>
    </message>
    <message>
        <source>The device '{0}' cannot be used here ({1}); choose 'auto' or 'cpu'.</source>
        <translation>여기서는 '{0}' 장치를 사용할 수 없습니다({1}). 'auto' 또는 'cpu'를 선택하세요.</translation>
    </message>
    <message>
        <source>The disk of {0} is full; what came is kept, so free some space and download again, and it goes on.</source>
        <translation>{0} 폴더가 있는 디스크가 가득 찼습니다. 받은 부분은 남아 있으니 공간을 확보하고 다시 내려받으면 이어집니다.</translation>
    </message>
    <message>
        <source>The feed-forward layer is gated: one half ({0}) is multiplied by another, linear half.</source>
        <translation>피드포워드 층에 게이트가 있습니다. 한쪽 절반({0})에 선형인 다른 절반을 곱합니다.</translation>
    </message>
    <message>
        <source>The feed-forward layer uses {0} instead of ReLU.</source>
        <translation>피드포워드 층은 ReLU 대신 {0} 함수를 씁니다.</translation>
    </message>
    <message>
        <source>The feed-forward layers use {0} instead of ReLU.</source>
        <translation>피드포워드 층이 ReLU 대신 {0} 함수를 씁니다.</translation>
    </message>
    <message>
        <source>The feed-forward network uses {0} where the paper has ReLU.</source>
        <translation>논문은 피드포워드 네트워크에 ReLU를 쓰지만, 이 모델은 {0} 함수를 씁니다.</translation>
    </message>
    <message>
        <source>The first piece of every translation is {0}, whatever the model would choose.</source>
        <translation>모든 번역의 첫 조각은 모델이 무엇을 고르든 {0}입니다.</translation>
    </message>
    <message>
        <source>The folder's name is empty; give the folder of a model.</source>
        <translation>폴더 이름이 비어 있습니다. 모델 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>The forced prefix fills all {0} positions of the model; shorten it.</source>
        <translation>고정한 첫머리가 모델의 위치 {0}개를 모두 채웁니다. 첫머리를 줄이세요.</translation>
    </message>
    <message>
        <source>The grammar knows {0}, not {1}.</source>
        <translation>문법에 있는 언어 쌍: {0}. {1} 쌍은 없습니다.</translation>
    </message>
    <message>
        <source>The hub did not answer within {0} seconds; {1}, so try again later.</source>
        <translation>허브가 {0}초 안에 응답하지 않았습니다. {1}. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The hub did not go on where it was asked to.</source>
        <translation>이어받기를 요청했지만 허브가 그 위치부터 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>The hub does not accept your token for {0}; run 'hf auth login' again, or 'hf auth logout'.</source>
        <translation>허브가 {0} 모델에 대해 사용자의 토큰을 받아들이지 않습니다. 'hf auth login'을 다시 실행하거나 'hf auth logout'을 실행하세요.</translation>
    </message>
    <message>
        <source>The hub has trouble of its own at the moment ({0}); {1}, so try again later.</source>
        <translation>현재 허브 자체에 문제가 있습니다({0}). {1}. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The hub is switched off by HF_HUB_OFFLINE, so nothing can be downloaded; unset it first; {0}.</source>
        <translation>HF_HUB_OFFLINE 때문에 허브가 꺼져 있어 아무것도 내려받을 수 없습니다. 먼저 이 변수를 해제하세요. {0}.</translation>
    </message>
    <message>
        <source>The hub refused the request about {0} ({1}); check the name and try again.</source>
        <translation>허브가 {0} 관련 요청을 거부했습니다({1}). 이름을 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The hub refuses {0} to you (403); look at {1}/{2} for what it asks.</source>
        <translation>허브가 {0} 모델에 대한 접근을 거부했습니다(403). 요구 사항은 {1}/{2} 페이지에서 확인하세요.</translation>
    </message>
    <message>
        <source>The hub says that too much was asked of it from here (429); try again {0}, or log in with 'hf auth login', which allows more.</source>
        <translation>허브에 따르면 이곳에서 보낸 요청이 너무 많습니다(429). {0} 다시 시도하거나 'hf auth login'으로 로그인하세요. 로그인하면 더 많은 요청이 허용됩니다.</translation>
    </message>
    <message>
        <source>The hub's answer about {0} is not what it should be; a login page of this network may stand between.</source>
        <translation>{0} 관련 허브의 응답이 올바르지 않습니다. 이 네트워크의 로그인 페이지가 중간에 끼어 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>The hub's answer about {0} is too long to be one; try again later.</source>
        <translation>{0} 관련 허브의 응답이 지나치게 길어 올바른 응답일 수 없습니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The hub's answer about {0} names no commit; try again later.</source>
        <translation>{0} 관련 허브의 응답에 커밋이 없습니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The hub's certificate was not accepted ({0}); check this computer's clock and whether the network puts its own certificate in between (SSL_CERT_FILE).</source>
        <translation>허브의 인증서가 받아들여지지 않았습니다({0}). 이 컴퓨터의 시계를 확인하고, 네트워크가 자체 인증서를 중간에 끼워 넣는지 확인하세요(SSL_CERT_FILE).</translation>
    </message>
    <message>
        <source>The layers hold {0} tensors that torch.nn.Transformer does not have, first '{1}': such a custom layer cannot be shown.</source>
        <translation>층에 torch.nn.Transformer에는 없는 텐서가 {0}개 있습니다(첫 번째: '{1}'). 이런 사용자 정의 층은 표시할 수 없습니다.</translation>
    </message>
    <message>
        <source>The list of models is being changed by another process; wait a moment and try again.</source>
        <translation>다른 프로세스가 모델 목록을 바꾸고 있습니다. 잠시 기다렸다가 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The list of models was damaged and put aside as {0}; add what is missing again and delete that file.</source>
        <translation>모델 목록이 손상되어 {0} 파일로 옮겨 두었습니다. 빠진 모델을 다시 추가한 뒤 그 파일을 삭제하세요.</translation>
    </message>
    <message>
        <source>The loss is not a number at {0}; {1} with a lower learning rate or a longer warm-up.</source>
        <translation>{0}에서 손실이 수가 아닌 값이 되었습니다. {1}. 이때 학습률을 낮추거나 워밍업을 늘리세요.</translation>
    </message>
    <message>
        <source>The loss is not a number.</source>
        <translation>손실이 수가 아닙니다.</translation>
    </message>
    <message>
        <source>The memory of {0} ran out at {1}; {2} with a lower [training] batch_tokens and a higher accumulate to make up for it, or train a smaller [model].</source>
        <translation>{1}에서 {0} 장치의 메모리가 부족해졌습니다. {2}. 이때 [training] batch_tokens를 낮추고 그만큼 accumulate를 높이거나 더 작은 [model]을 학습하세요.</translation>
    </message>
    <message>
        <source>The model '{0}' has no target language '{1}'; choose one of: {2}.</source>
        <translation>'{0}' 모델에는 '{1}' 타깃 언어가 없습니다. 다음 중에서 선택하세요: {2}.</translation>
    </message>
    <message>
        <source>The model '{0}' translates into one language only; leave the target language open.</source>
        <translation>'{0}' 모델은 한 언어로만 번역합니다. 타깃 언어를 비워 두세요.</translation>
    </message>
    <message>
        <source>The model's configuration has a key this version does not know: {0}.</source>
        <translation>모델 설정에 이 버전이 모르는 키가 있습니다: {0}.</translation>
    </message>
    <message>
        <source>The model's configuration lacks {0}; the file is incomplete.</source>
        <translation>모델 설정에 빠진 키가 있습니다: {0}. 파일이 불완전합니다.</translation>
    </message>
    <message>
        <source>The model's name is empty; give a folder or a name that 'main.py models' lists.</source>
        <translation>모델 이름이 비어 있습니다. 폴더를 지정하거나 'main.py models' 명령이 보여 주는 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>The model's tokenizer and its weights do not fit together: the text has a piece with the id {0}, but the model has {1} pieces; get the model anew.</source>
        <translation>모델의 토크나이저와 가중치가 서로 맞지 않습니다. 텍스트에 ID가 {0}인 조각이 있는데 모델의 조각은 {1}개입니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>The model's tokenizer fails at this text ({0}); its files may be damaged, so get the model anew.</source>
        <translation>모델의 토크나이저가 이 텍스트를 처리하지 못합니다({0}). 파일이 손상되었을 수 있으니 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>The model's {0} is {1}, but at most {2} make sense.</source>
        <translation>모델의 {0} 값이 {1}인데, 의미 있는 최댓값은 {2}입니다.</translation>
    </message>
    <message>
        <source>The model's {0} is {1}, but it must be a whole number of at least 1.</source>
        <translation>모델의 {0} 값이 {1}인데, 1 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>The model's {0} is {1}, but it must be at least 0 and less than 1.</source>
        <translation>모델의 {0} 값이 {1}인데, 0 이상 1 미만이어야 합니다.</translation>
    </message>
    <message>
        <source>The model's {0} is {1}, but it must be one of: {2}.</source>
        <translation>모델의 {0} 값이 {1}인데, 다음 중 하나여야 합니다: {2}.</translation>
    </message>
    <message>
        <source>The model's {0} is {1}, but it must be true or false.</source>
        <translation>모델의 {0} 값이 {1}인데, true 또는 false여야 합니다.</translation>
    </message>
    <message>
        <source>The model's {0} is {1}, outside its vocabulary of {2} pieces.</source>
        <translation>모델의 {0} 값이 {1}인데, 조각이 {2}개인 어휘의 범위를 벗어납니다.</translation>
    </message>
    <message>
        <source>The numbers inside need the model, and none is loaded; choose one at the top.</source>
        <translation>내부 수치를 구하려면 모델이 필요한데 불러온 모델이 없습니다. 위에서 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The other processes of this training cannot be reached ({0}); start it with torchrun.</source>
        <translation>이 학습의 다른 프로세스에 연결할 수 없습니다({0}). torchrun으로 시작하세요.</translation>
    </message>
    <message>
        <source>The output has a matrix of its own instead of the embeddings'.</source>
        <translation>출력은 임베딩 행렬 대신 별도의 행렬을 씁니다.</translation>
    </message>
    <message>
        <source>The proxy refused the connection to the hub ({0}); check HTTPS_PROXY.</source>
        <translation>프록시가 허브 연결을 거부했습니다({0}). HTTPS_PROXY를 확인하세요.</translation>
    </message>
    <message>
        <source>The reference has {0} pieces, but this model has room for {1}; shorten it.</source>
        <translation>참조 번역의 조각은 {0}개인데, 이 모델에는 {1}개까지만 들어갑니다. 참조 번역을 줄이세요.</translation>
    </message>
    <message>
        <source>The run had {0} processes and goes on with {1}, so its random numbers begin anew.</source>
        <translation>프로세스 {0}개로 하던 학습을 {1}개로 이어서 하므로 난수를 새로 시작합니다.</translation>
    </message>
    <message>
        <source>The scores before the mask need the model, and none is loaded; choose one at the top.</source>
        <translation>마스크 전의 점수를 구하려면 모델이 필요한데 불러온 모델이 없습니다. 위에서 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The sentence '{0}…' has {1} pieces, but this model has room for {2}; put each sentence on a line of its own or shorten it.</source>
        <translation>'{0}…' 문장의 조각은 {1}개인데, 이 모델에는 {2}개까지만 들어갑니다. 문장마다 줄을 바꾸거나 문장을 줄이세요.</translation>
    </message>
    <message>
        <source>The setting top_p is {0}; it must be more than 0 and at most 1.</source>
        <translation>top_p 설정이 {0}인데, 0보다 크고 1 이하여야 합니다.</translation>
    </message>
    <message>
        <source>The setting {0} is {1}; it must be from {2} to {3}.</source>
        <translation>{0} 설정이 {1}인데, {2}에서 {3} 사이여야 합니다.</translation>
    </message>
    <message>
        <source>The sines of the positions stand before the cosines instead of between them.</source>
        <translation>위치 인코딩의 사인이 코사인과 번갈아 나오지 않고 코사인 앞에 모여 있습니다.</translation>
    </message>
    <message>
        <source>The source has an embedding matrix of its own; the paper shares one matrix three times.</source>
        <translation>소스에 자체 임베딩 행렬이 있습니다. 논문은 행렬 하나를 세 곳에서 공유합니다.</translation>
    </message>
    <message>
        <source>The source language of '{0}' cannot be chosen; leave the source language open.</source>
        <translation>'{0}' 모델의 소스 언어는 선택할 수 없습니다. 소스 언어를 비워 두세요.</translation>
    </message>
    <message>
        <source>The sum of embedding and position goes through a LayerNorm before the first layer.</source>
        <translation>임베딩과 위치의 합은 첫 층에 들어가기 전에 LayerNorm을 거칩니다.</translation>
    </message>
    <message>
        <source>The tensor '{0}' has the shape {1}, but {2} needs {3}.</source>
        <translation>'{0}' 텐서의 모양은 {1}인데 {2}에는 {3} 모양이 필요합니다.</translation>
    </message>
    <message>
        <source>The three embedding matrices are not shared.</source>
        <translation>세 임베딩 행렬을 공유하지 않습니다.</translation>
    </message>
    <message>
        <source>The trace names another number of predicted pieces than of input pieces; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. 예측한 조각의 수가 입력 조각의 수와 다릅니다.</translation>
    </message>
    <message>
        <source>The trace's candidate_pieces do not fit its candidate_ids; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. candidate_pieces가 candidate_ids와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The trace's unknown_source names positions that the source does not have; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. unknown_source에 소스에 없는 위치가 적혀 있습니다.</translation>
    </message>
    <message>
        <source>The trace's {0} has a weight below 0; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {0} 데이터에 0보다 작은 가중치가 있습니다.</translation>
    </message>
    <message>
        <source>The trace's {0} has a weight where its mask allows none; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {0} 데이터에 마스크가 허용하지 않는 자리의 가중치가 있습니다.</translation>
    </message>
    <message>
        <source>The trace's {0} has rows that do not sum to 1; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {0} 데이터에 합이 1이 아닌 행이 있습니다.</translation>
    </message>
    <message>
        <source>The trace's {0} has the shape {1}, which does not fit its other parts.</source>
        <translation>트레이스의 {0} 모양이 {1}인데, 트레이스의 다른 부분과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The trace's {0} holds numbers that are not finite; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {0} 데이터에 유한하지 않은 수가 있습니다.</translation>
    </message>
    <message>
        <source>The trace's {0} holds numbers that are not numbers; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {0} 데이터에 수가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>The trace's {0}_spans do not fit its {1} pieces and text; it is damaged.</source>
        <translation>트레이스가 손상되었습니다. {0}_spans가 {1} 쪽의 조각 및 텍스트와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The training cannot be started in {0} ({1}); free some space or choose another folder.</source>
        <translation>{0} 폴더에서 학습을 시작할 수 없습니다({1}). 공간을 확보하거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>The {0} of {1} needs a package that is not installed; get it with pip install "translucent[families]" or with the button in the library.</source>
        <translation>{1} 폴더의 {0} 부분을 읽는 데 필요한 패키지가 설치되어 있지 않습니다. pip install "translucent[families]" 명령이나 모델 창의 버튼으로 설치하세요.</translation>
    </message>
    <message>
        <source>The {0} pairs ({1}) are not those that the run in {2} was begun with; {3}, or start another run.</source>
        <translation>{0} 문장 쌍이 {2} 폴더의 학습을 시작할 때 쓴 것과 다릅니다({1}). {3} 새 학습을 시작하세요.</translation>
    </message>
    <message>
        <source>There are no sentence pairs to store; make at least one.</source>
        <translation>저장할 문장 쌍이 없습니다. 하나 이상 만드세요.</translation>
    </message>
    <message>
        <source>There is a norm after the {0}'s layers but none after the {1}'s, which Translucent's Transformer cannot express; choose both or neither.</source>
        <translation>{0} 층 뒤에는 정규화가 있지만 {1} 층 뒤에는 없습니다. Translucent의 트랜스포머로는 이를 나타낼 수 없으니, 두 정규화를 모두 선택하거나 모두 선택하지 마세요.</translation>
    </message>
    <message>
        <source>There is no connection to the hub ({0}); {1}, so check the network and try again.</source>
        <translation>허브에 연결할 수 없습니다({0}). {1}. 네트워크를 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>There is no decoding method '{0}'; choose greedy, beam or sample.</source>
        <translation>'{0}' 디코딩 방법은 없습니다. greedy, beam, sample 중에서 선택하세요.</translation>
    </message>
    <message>
        <source>There is no folder {0}; check the path.</source>
        <translation>{0} 폴더가 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>There is no model named '{0}' and no such folder; give a folder or one of: {1}.</source>
        <translation>이름이 '{0}'인 모델도, 그런 폴더도 없습니다. 폴더를 지정하거나 다음 중 하나를 지정하세요: {1}.</translation>
    </message>
    <message>
        <source>There is no model named '{0}' in the list; it holds: {1}.</source>
        <translation>목록에 이름이 '{0}'인 모델이 없습니다. 목록에 있는 모델: {1}.</translation>
    </message>
    <message>
        <source>There is no model named '{0}' on the hub, or it is private</source>
        <translation>허브에 '{0}' 모델이 없거나 비공개 모델입니다</translation>
    </message>
    <message>
        <source>There is no reference; type a translation with at least one visible character.</source>
        <translation>참조 번역이 없습니다. 보이는 글자가 하나 이상 있는 번역을 입력하세요.</translation>
    </message>
    <message>
        <source>There is nothing to translate; type a sentence with at least one visible character.</source>
        <translation>번역할 내용이 없습니다. 보이는 글자가 하나 이상 있는 문장을 입력하세요.</translation>
    </message>
    <message>
        <source>There is nothing to translate; type a sentence.</source>
        <translation>번역할 내용이 없습니다. 문장을 입력하세요.</translation>
    </message>
    <message>
        <source>This model cannot be exported: in its {0} vocabulary the piece {1} has the id {2}, but the model uses {3}; export the model it was made from.</source>
        <translation>이 모델은 내보낼 수 없습니다. {0} 어휘에서 조각 {1}의 ID는 {2}인데 모델은 {3} 값을 사용합니다. 이 모델을 만들 때 쓴 원래 모델을 내보내세요.</translation>
    </message>
    <message>
        <source>This model cannot be exported: {0}; train one with post-norm and the paper's positions instead.</source>
        <translation>이 모델은 내보낼 수 없습니다: {0}. 대신 post-norm과 논문의 위치 인코딩을 쓰는 모델을 학습하세요.</translation>
    </message>
    <message>
        <source>This model has no {0} language “{1}”; choose one that it has, for example {2}.</source>
        <translation>이 모델에는 “{1}” {0} 언어가 없습니다. 모델에 있는 언어를 선택하세요(예: {2}).</translation>
    </message>
    <message>
        <source>This model is played by the package transformers, which is not installed here; get it with pip install "translucent[families]" or with the button in the library.</source>
        <translation>이 모델을 실행하는 transformers 패키지가 설치되어 있지 않습니다. pip install "translucent[families]" 명령이나 모델 창의 버튼으로 설치하세요.</translation>
    </message>
    <message>
        <source>This model's {0} language cannot be chosen, so “{1}” is not possible; leave it out.</source>
        <translation>이 모델의 {0} 언어는 선택할 수 없으므로 “{1}” 언어를 지정할 수 없습니다. 언어를 비워 두세요.</translation>
    </message>
    <message>
        <source>This pair cannot be tried: a side is empty or longer than the model's {0} positions; give a short sentence and its translation.</source>
        <translation>이 문장 쌍은 시험할 수 없습니다. 한쪽이 비어 있거나 모델의 위치 {0}개보다 깁니다. 짧은 문장과 그 번역을 입력하세요.</translation>
    </message>
    <message>
        <source>This translation was made by another model, which is also called “{0}”; translate the sentence again to see this model's numbers.</source>
        <translation>이 번역은 이름이 똑같이 “{0}”인 다른 모델이 만들었습니다. 이 모델의 수치를 보려면 문장을 다시 번역하세요.</translation>
    </message>
    <message>
        <source>Tying 'all' shares one embedding matrix, so the vocabularies must have one size, not {0} and {1}; use tying 'target' for separate ones.</source>
        <translation>tying 'all'은 임베딩 행렬 하나를 함께 쓰므로 두 어휘의 크기가 같아야 하는데 {0}개와 {1}개입니다. 어휘를 따로 쓰려면 tying 'target'을 사용하세요.</translation>
    </message>
    <message>
        <source>What it is can be read only by those who accepted its conditions; accept them, log in and look again.</source>
        <translation>이 모델이 무엇인지는 이용 조건에 동의한 사람만 읽을 수 있습니다. 조건에 동의하고 로그인한 뒤 다시 조회하세요.</translation>
    </message>
    <message>
        <source>Where the last norm and the output matrix of {0} stand cannot be told for certain, so its layers cannot be read with the logit lens.</source>
        <translation>{0} 모델은 마지막 정규화와 출력 행렬의 위치를 확실히 알 수 없어, 층을 로짓 렌즈로 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>[model] preset is {0}, but it must be one of {1}.</source>
        <translation>[model] preset 값이 {0}인데, 다음 중 하나여야 합니다: {1}.</translation>
    </message>
    <message>
        <source>[{0}] {1} is {2} from here on; it was {3}.</source>
        <translation>[{0}] {1} 값이 지금부터 {2}입니다. 이전 값은 {3}입니다.</translation>
    </message>
    <message>
        <source>[{0}] {1} is {2}, but the run in {3} was begun with {4}; resume it with its own config.toml, or start another run.</source>
        <translation>[{0}] {1} 값이 {2}인데, {3} 폴더의 학습은 {4} 값으로 시작했습니다. 그 학습의 config.toml로 이어서 학습하거나 새 학습을 시작하세요.</translation>
    </message>
    <message>
        <source>d_model {0} cannot be shared out evenly over {1} heads; choose a d_model that is a multiple of the heads.</source>
        <translation>d_model {0}은(는) 헤드 {1}개로 고르게 나눌 수 없습니다. 헤드 수의 배수인 d_model을 선택하세요.</translation>
    </message>
    <message>
        <source>d_model {0} is odd, but sine and cosine positions need an even number.</source>
        <translation>d_model {0}은(는) 홀수인데, 사인과 코사인으로 된 위치 인코딩에는 짝수가 필요합니다.</translation>
    </message>
    <message>
        <source>{0} already holds a run; add --resume to go on with it, or choose another folder.</source>
        <translation>{0} 폴더에 이미 학습이 있습니다. 이어서 학습하려면 --resume을 추가하고, 그렇지 않으면 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} asks for the activation function {1}, but only {2} are known; choose another model.</source>
        <translation>{0} 파일에 활성화 함수 {1} 값이 지정되어 있지만, 지원하는 함수는 {2}뿐입니다. 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} became shorter while it was read; get the model anew.</source>
        <translation>{0} 파일이 읽는 도중에 짧아졌습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} cannot be mapped into memory; free some memory and try again.</source>
        <translation>{0} 파일을 메모리에 매핑할 수 없습니다. 메모리를 확보하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be opened as a folder ({1}); choose another one.</source>
        <translation>{0} 경로를 폴더로 열 수 없습니다({1}). 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be opened: transformers cannot read its {1} ({2}); get the model anew or a newer version of it.</source>
        <translation>{0} 폴더를 열 수 없습니다. transformers가 {1} 부분을 읽지 못합니다({2}). 모델을 다시 받거나 더 새로운 버전을 받으세요.</translation>
    </message>
    <message>
        <source>{0} cannot be opened: {1} fails at its first piece in this version of transformers ({2}); choose another model.</source>
        <translation>{0} 폴더를 열 수 없습니다. 설치된 버전의 transformers에서는 {1} 모델이 첫 조각부터 실패합니다({2}). 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be opened: {1}{2}</source>
        <translation>{0} 폴더를 열 수 없습니다: {1}{2}</translation>
    </message>
    <message>
        <source>{0} cannot be put in place ({1}); close all windows that use this model and download again.</source>
        <translation>{0} 폴더를 제자리에 놓을 수 없습니다({1}). 이 모델을 쓰는 창을 모두 닫고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); check the path and choose the file again.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 경로를 확인하고 파일을 다시 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); check the path and the file.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 경로와 파일을 확인하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); choose another folder.</source>
        <translation>{0} 폴더를 읽을 수 없습니다({1}). 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); free some memory and try again.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 메모리를 확보하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); get it anew.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); give a checkpoint or its {2}.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 체크포인트나 그 체크포인트의 {2} 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); give the path of a TOML file.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). TOML 파일의 경로를 지정하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); look at its permissions.</source>
        <translation>{0}의 내용을 읽을 수 없습니다({1}). 접근 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); put it back or choose another folder.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 파일을 되돌려 놓거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); the model's weights belong there.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 모델의 가중치가 있어야 할 자리입니다.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}); the tokenizer belongs there.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 토크나이저가 있어야 할 자리입니다.</translation>
    </message>
    <message>
        <source>{0} cannot be read as 'lines' without a second file, the translations; name that file or change the format.</source>
        <translation>{0} 파일을 'lines' 형식으로 읽으려면 번역이 든 두 번째 파일이 필요합니다. 그 파일을 지정하거나 형식을 바꾸세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read as '{1}' with a second file, which only 'lines' has; leave that file out or change the format.</source>
        <translation>{0} 파일을 '{1}' 형식으로 읽을 때는 두 번째 파일을 쓸 수 없습니다. 두 번째 파일은 'lines' 형식에만 있습니다. 그 파일을 빼거나 형식을 바꾸세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read as {1} ({2}); choose one that was saved as such.</source>
        <translation>{0} 파일을 {1} 형식으로 읽을 수 없습니다({2}). 그 형식으로 저장한 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read now ({1}); what was read before stays, and it is tried again.</source>
        <translation>지금은 {0} 폴더를 읽을 수 없습니다({1}). 지금까지 읽은 내용은 그대로 두고 다시 시도합니다.</translation>
    </message>
    <message>
        <source>{0} cannot be shown. {1}</source>
        <translation>{0} 파일을 표시할 수 없습니다. {1}</translation>
    </message>
    <message>
        <source>{0} cannot be used ({1}); remove it and try again.</source>
        <translation>{0} 폴더를 사용할 수 없습니다({1}). 폴더를 삭제하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}); free some space or choose another folder.</source>
        <translation>{0}에 저장할 수 없습니다({1}). 공간을 확보하거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}); name a folder that you may write to in TRANSLUCENT_MODELS.</source>
        <translation>{0}에 저장할 수 없습니다({1}). 쓸 수 있는 폴더를 TRANSLUCENT_MODELS에 지정하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}); {2}.</source>
        <translation>{0}에 저장할 수 없습니다({1}). {2}.</translation>
    </message>
    <message>
        <source>{0} computes its attention in a way of its own, so its scores cannot be shown; its weights can.</source>
        <translation>{0} 모델은 어텐션을 고유한 방식으로 계산하므로 점수를 표시할 수 없습니다. 가중치는 표시할 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} describes no Marian model (its model_type is {1}).</source>
        <translation>{0} 파일은 Marian 모델의 설정이 아닙니다(model_type 값: {1}).</translation>
    </message>
    <message>
        <source>{0} describes quantized weights, which cannot be read; get the model's original weights.</source>
        <translation>{0} 파일이 가리키는 가중치는 양자화되어 있어 읽을 수 없습니다. 모델의 원본 가중치를 받으세요.</translation>
    </message>
    <message>
        <source>{0} does more to these scores than equation 1 says, so they cannot be followed number by number here.</source>
        <translation>{0} 모델은 점수에 식 1에 없는 계산도 적용하므로, 여기서는 점수를 수 하나하나 따라갈 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} does not fit into memory; close other programs or choose a smaller model.</source>
        <translation>{0} 폴더의 모델이 메모리에 들어가지 않습니다. 다른 프로그램을 닫거나 더 작은 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} does not fit the run's config.toml; put the original files back.</source>
        <translation>{0} 체크포인트가 이 학습의 config.toml과 맞지 않습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} does not fit together: its config.json describes a model of {1} numbers, but its weights hold {2}; get the model anew.</source>
        <translation>{0} 폴더의 파일이 서로 맞지 않습니다. config.json에 따르면 모델의 수가 모두 {1}개여야 하는데 가중치에는 {2}개가 있습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} does not fit together: its vocabularies have {1} and {2} pieces, but config.json says {3} and {4}.</source>
        <translation>{0} 폴더의 파일이 서로 맞지 않습니다. 두 어휘의 조각은 {1}개와 {2}개인데 config.json에는 {3}개와 {4}개로 적혀 있습니다.</translation>
    </message>
    <message>
        <source>{0} does not fit together: its {1} is {2}, but it has {3} pieces; get the model anew.</source>
        <translation>{0} 모델의 파일이 서로 맞지 않습니다. {1} 값이 {2}인데 모델의 조각은 {3}개입니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} does not fit together: {1} of its weights are missing or of another shape than config.json means, first '{2}'; get the model anew.</source>
        <translation>{0} 폴더의 파일이 서로 맞지 않습니다. 가중치 {1}개가 없거나 모양이 config.json에 정해진 것과 다릅니다(첫 번째: '{2}'). 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} does not fit yet: {1}{2}.</source>
        <translation>{0} 체크포인트가 아직 맞지 않습니다: {1}{2}.</translation>
    </message>
    <message>
        <source>{0} does not say which piece ends a translation; get the original model's files.</source>
        <translation>{0} 모델에는 번역을 끝내는 조각이 무엇인지 적혀 있지 않습니다. 원본 모델의 파일을 받으세요.</translation>
    </message>
    <message>
        <source>{0} gives no whole table of its {1}, so its heads cannot be shown; choose a model whose attention is not local or sparse.</source>
        <translation>{0} 모델은 {1} 표 전체를 제공하지 않으므로 헤드를 표시할 수 없습니다. 어텐션이 국소적(local)이지도 희소(sparse)하지도 않은 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} has '{1}', a norm after the whole stack, but config.json sets neither normalize_before nor add_final_layer_norm, so the order of the norms is unknown; put the original config.json back.</source>
        <translation>{0} 파일에는 스택 전체 뒤의 정규화인 '{1}' 텐서가 있지만, config.json에 normalize_before도 add_final_layer_norm도 설정되어 있지 않아 정규화의 순서를 알 수 없습니다. 원본 config.json으로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} has an unknown part '{1}'; it knows name, recipe, {2}.</source>
        <translation>{0} 파일에 알 수 없는 '{1}' 항목이 있습니다. 쓸 수 있는 항목은 name, recipe, {2}입니다.</translation>
    </message>
    <message>
        <source>{0} has encoder_{1} {2} but decoder_{3} {4}, and models whose two stacks differ cannot be loaded; choose another model.</source>
        <translation>{0} 파일의 encoder_{1} 값은 {2}인데 decoder_{3} 값은 {4}입니다. 두 스택이 서로 다른 모델은 불러올 수 없으니 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} has learnt nothing yet; wait for its first checkpoint.</source>
        <translation>{0} 폴더의 학습에서는 아직 배운 것이 없습니다. 첫 체크포인트가 저장될 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>{0} has no checkpoint yet; let its training go on until it has saved one.</source>
        <translation>{0} 폴더에 아직 체크포인트가 없습니다. 체크포인트가 저장될 때까지 학습을 계속하세요.</translation>
    </message>
    <message>
        <source>{0} has no column '{1}': the columns of a TSV file are numbers counted from 1.</source>
        <translation>{0} 파일에 '{1}' 열이 없습니다. TSV 파일의 열은 1부터 세는 번호입니다.</translation>
    </message>
    <message>
        <source>{0} has no language '{1}'; it has {2}.</source>
        <translation>{0} 파일에 '{1}' 언어가 없습니다. 파일에 있는 언어: {2}.</translation>
    </message>
    <message>
        <source>{0} has no sentence that fits this model, which has room for {1} pieces ({2} lines are too long); choose a text file with one source sentence on each line.</source>
        <translation>{0} 파일에는 이 모델에 들어가는 문장이 없습니다. 모델에는 조각이 {1}개까지 들어갑니다(너무 긴 줄: {2}개). 한 줄에 소스 문장이 하나씩 있는 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} has no such revision; leave it out to take the newest.</source>
        <translation>{0} 모델에 그런 리비전이 없습니다. 최신 리비전을 받으려면 리비전을 비워 두세요.</translation>
    </message>
    <message>
        <source>{0} has positions of its own for one stack only; get the model anew.</source>
        <translation>{0} 파일에는 한 스택에만 자체 위치 인코딩이 있습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} has {1} but not {2} of torch.nn.Transformer; Translucent shows models that translate, with both.</source>
        <translation>{0} 파일에 torch.nn.Transformer의 {1} 층은 있지만 {2} 층은 없습니다. Translucent에서는 둘 다 있는 번역 모델을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} has {1} lines and {2} has {3}, but line by line they must be translations of each other; choose two files of the same length.</source>
        <translation>{0} 파일은 {1}줄, {2} 파일은 {3}줄이지만, 두 파일은 줄마다 서로의 번역이어야 합니다. 길이가 같은 두 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} has {1} pieces, but the checkpoint's embedding has room for {2}; choose the SentencePiece model that it was trained with.</source>
        <translation>{0} 파일의 조각은 {1}개인데, 체크포인트의 임베딩에는 {2}개까지만 들어갑니다. 체크포인트를 학습할 때 쓴 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} has {1} tensors that config.json does not mean, first {2}; get both files anew.</source>
        <translation>{0} 파일에 config.json의 설정에는 없는 텐서가 {1}개 있습니다(첫 번째: {2}). 두 파일을 모두 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} has {1} tensors this architecture lacks, first '{2}'.</source>
        <translation>{0} 파일에 이 구조에 없는 텐서가 {1}개 있습니다. 그중 첫 번째는 '{2}'입니다.</translation>
    </message>
    <message>
        <source>{0} holds a '{1}' model, which has no encoder and decoder for text; choose a translation model.</source>
        <translation>{0} 폴더의 모델은 '{1}' 종류이며, 텍스트용 인코더와 디코더가 없습니다. 번역 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds no checkpoint to resume from; leave out --resume to start one.</source>
        <translation>{0} 폴더에 이어서 학습할 체크포인트가 없습니다. 새로 시작하려면 --resume을 빼세요.</translation>
    </message>
    <message>
        <source>{0} holds no layers of torch.nn.Transformer: none of its {1} tensors is called '….0.self_attn.in_proj_weight'; models of other libraries are opened as a folder.</source>
        <translation>{0} 파일에 torch.nn.Transformer의 층이 없습니다. 텐서 {1}개 중 이름이 '….0.self_attn.in_proj_weight'인 것이 없습니다. 다른 라이브러리의 모델은 폴더로 여세요.</translation>
    </message>
    <message>
        <source>{0} holds no model.safetensors; put the file back.</source>
        <translation>{0} 폴더에 model.safetensors가 없습니다. 파일을 되돌려 놓으세요.</translation>
    </message>
    <message>
        <source>{0} holds no model: it has no config.json.</source>
        <translation>{0} 폴더에 모델이 없습니다. config.json이 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds no run to resume; leave out --resume to start one.</source>
        <translation>{0} 폴더에 이어서 할 학습이 없습니다. 새로 시작하려면 --resume을 빼세요.</translation>
    </message>
    <message>
        <source>{0} holds no sentence pairs; choose another file.</source>
        <translation>{0} 파일에 문장 쌍이 없습니다. 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds no sentence.</source>
        <translation>{0} 파일에 문장이 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds no sentence; choose a text file with one source sentence on each line.</source>
        <translation>{0} 파일에 문장이 없습니다. 한 줄에 소스 문장이 하나씩 있는 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds no tokenizer (tokenizer.json or a SentencePiece model), so no text can be read; put the files of the original model beside its weights.</source>
        <translation>{0} 폴더에 토크나이저(tokenizer.json 또는 SentencePiece 모델)가 없어 텍스트를 읽을 수 없습니다. 원본 모델의 파일을 가중치와 같은 폴더에 넣으세요.</translation>
    </message>
    <message>
        <source>{0} holds no weights; a file such as model.safetensors or pytorch_model.bin belongs there.</source>
        <translation>{0} 폴더에 가중치가 없습니다. model.safetensors나 pytorch_model.bin 같은 파일이 있어야 합니다.</translation>
    </message>
    <message>
        <source>{0} holds no whole set of sentence pairs ({1}); make it again.</source>
        <translation>{0} 폴더에 온전한 문장 쌍 데이터가 없습니다({1}). 다시 만드세요.</translation>
    </message>
    <message>
        <source>{0} holds only an adapter for another model; choose the folder of a whole model.</source>
        <translation>{0} 폴더에는 다른 모델용 어댑터만 있습니다. 모델 전체가 든 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds other files ({1}); choose a folder that is new or empty.</source>
        <translation>{0} 폴더에 다른 파일이 있습니다({1}). 새 폴더나 빈 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds quantised weights ('{1}'), which do not say what the model computes; get the model's original.</source>
        <translation>{0} 폴더의 가중치('{1}')는 양자화되어 있어 모델이 무엇을 계산하는지 알 수 없습니다. 원본 모델을 받으세요.</translation>
    </message>
    <message>
        <source>{0} holds quantised weights, which do not say what the model computes; get the model's original.</source>
        <translation>{0} 폴더의 가중치는 양자화되어 있어 모델이 무엇을 계산하는지 알 수 없습니다. 원본 모델을 받으세요.</translation>
    </message>
    <message>
        <source>{0} holds several files of weights ({1}); choose one of them.</source>
        <translation>{0} 폴더에 가중치 파일이 여러 개 있습니다({1}). 그중 하나를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds something that cannot be understood ({1}).</source>
        <translation>{0} 폴더에 이해할 수 없는 내용이 있습니다({1}).</translation>
    </message>
    <message>
        <source>{0} holds weights but no config.json; put the model's config.json beside them.</source>
        <translation>{0} 폴더에 가중치는 있지만 config.json이 없습니다. 모델의 config.json을 가중치와 같은 폴더에 넣으세요.</translation>
    </message>
    <message>
        <source>{0} holds whole numbers in '{1}'; quantised checkpoints cannot be shown, choose the one that was trained.</source>
        <translation>{0} 파일의 '{1}' 텐서에는 정수가 들어 있습니다. 양자화된 체크포인트는 표시할 수 없으니, 학습된 원래 체크포인트를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} holds {1} languages ({2}); name the source and the target language.</source>
        <translation>{0} 파일에 언어가 {1}개 있습니다({2}). 소스 언어와 타깃 언어를 지정하세요.</translation>
    </message>
    <message>
        <source>{0} is XML but not TMX; choose another file.</source>
        <translation>{0} 파일은 XML이지만 TMX가 아닙니다. 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is a '{1}' model, which is translated by transformers and is not a Transformer of this program's own; this needs one that is, or an OPUS-MT model.</source>
        <translation>{0} 폴더의 모델은 transformers로 번역하는 '{1}' 모델이며, 이 프로그램의 자체 트랜스포머가 아닙니다. 이 기능에는 자체 트랜스포머나 OPUS-MT 모델이 필요합니다.</translation>
    </message>
    <message>
        <source>{0} is a file; choose the folder of a model, or a checkpoint.toml that describes a PyTorch checkpoint.</source>
        <translation>{0} 경로는 파일입니다. 모델 폴더를 선택하거나, PyTorch 체크포인트를 설명하는 checkpoint.toml 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is being downloaded by another window or process; wait until it is done.</source>
        <translation>{0} 모델을 다른 창이나 프로세스에서 내려받는 중입니다. 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>{0} is being downloaded now; stop that first, then discard what came.</source>
        <translation>{0} 모델을 지금 내려받는 중입니다. 먼저 내려받기를 중지한 뒤 받은 부분을 삭제하세요.</translation>
    </message>
    <message>
        <source>{0} is being trained by another process at this moment; pause that one first, or remove {1} if its computer has gone.</source>
        <translation>지금 다른 프로세스가 {0} 폴더에서 학습하고 있습니다. 먼저 그 학습을 일시정지하거나, 학습하던 컴퓨터가 이제 없다면 {1} 파일을 삭제하세요.</translation>
    </message>
    <message>
        <source>{0} is being trained by another process at this moment; pause that one first.</source>
        <translation>지금 다른 프로세스가 {0} 폴더에서 학습하고 있습니다. 먼저 그 학습을 일시정지하세요.</translation>
    </message>
    <message>
        <source>{0} is cut off, damaged or not a file of torch.save: {1}; get it anew.</source>
        <translation>{0} 파일이 잘렸거나 손상되었거나 torch.save로 저장한 파일이 아닙니다({1}). 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is cut off, damaged or not a file of torch.save; get it anew.</source>
        <translation>{0} 파일이 잘렸거나 손상되었거나 torch.save로 저장한 파일이 아닙니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is cut off, damaged or not a safetensors file: {1}; get it anew.</source>
        <translation>{0} 파일이 잘렸거나 손상되었거나 safetensors 파일이 아닙니다({1}). 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is damaged ({1}); remove it and resume from the one before.</source>
        <translation>{0} 파일이 손상되었습니다({1}). 이 체크포인트를 삭제하고 바로 앞의 체크포인트에서 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it does not hold a JSON object; put the original file back.</source>
        <translation>{0} 파일이 손상되었습니다. JSON 객체가 들어 있지 않습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it does not hold pieces with their ids; put the original file back.</source>
        <translation>{0} 파일이 손상되었습니다. 조각과 그 ID가 들어 있지 않습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it is not JSON; put the original file back.</source>
        <translation>{0} 파일이 손상되었습니다. JSON이 아닙니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it lacks 'architecture'; put the original back.</source>
        <translation>{0} 파일이 손상되었습니다. 'architecture' 항목이 없습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it lacks the table 'weight_map'; get the file anew.</source>
        <translation>{0} 파일이 손상되었습니다. 'weight_map' 표가 없습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it lacks the text '{1}'; put the original back.</source>
        <translation>{0} 파일이 손상되었습니다. '{1}' 텍스트가 없습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: it spreads one model over {1} files; get the file anew.</source>
        <translation>{0} 파일이 손상되었습니다. 모델 하나가 파일 {1}개에 나뉘어 있다고 되어 있습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: its alignment_head is {1}, not a layer and a head of the decoder.</source>
        <translation>{0} 파일이 손상되었습니다. alignment_head 값이 {1}인데, 디코더에 있는 층과 헤드를 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: its description is incomplete ({1}).</source>
        <translation>{0} 파일이 손상되었습니다. 파일의 설명이 불완전합니다({1}).</translation>
    </message>
    <message>
        <source>{0} is damaged: its piece {1} has the id {2}, but the model has {3} pieces.</source>
        <translation>{0} 파일이 손상되었습니다. 조각 {1}의 ID가 {2}인데 모델의 조각은 {3}개입니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: its tensor '{1}' holds no floating-point numbers.</source>
        <translation>{0} 파일이 손상되었습니다. 텐서 '{1}'에 든 것이 부동소수점 수가 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: its tensor '{1}' holds numbers that are not finite.</source>
        <translation>{0} 파일이 손상되었습니다. 텐서 '{1}'에 유한하지 않은 수가 있습니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: its weights are empty; get the model anew.</source>
        <translation>{0} 폴더의 모델이 손상되었습니다(가중치가 비어 있음). 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: its {1} is not a list of texts; put the original back.</source>
        <translation>{0} 파일이 손상되었습니다. {1} 값이 텍스트 목록이 아닙니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is damaged: its {1} is of type {2}, not whole numbers.</source>
        <translation>{0} 파일이 손상되었습니다. {1} 데이터의 자료형이 정수가 아니라 {2}입니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: its {1} is of type {2}, not {3}.</source>
        <translation>{0} 파일이 손상되었습니다. {1} 데이터의 자료형이 {2}입니다. 올바른 자료형은 {3}입니다.</translation>
    </message>
    <message>
        <source>{0} is damaged: its {1} is {2}, but at most {3} makes sense.</source>
        <translation>{0} 파일이 손상되었습니다. {1} 값이 {2}인데, 최대 {3}까지만 가능합니다.</translation>
    </message>
    <message>
        <source>{0} is empty; get the model anew.</source>
        <translation>{0} 파일이 비어 있습니다. 모델을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} is given out only to those who accept its conditions; accept them on {1}/{2} {3}, then try again.</source>
        <translation>{0} 모델은 이용 조건에 동의한 사람에게만 제공됩니다. {1}/{2} 페이지에서 {3} 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{0} is gone; put it back, or correct {1}.</source>
        <translation>{0} 파일이 없어졌습니다. 원래 자리에 되돌려 놓거나 {1} 파일을 고치세요.</translation>
    </message>
    <message>
        <source>{0} is gone; put it back, or remove the model from the list.</source>
        <translation>{0} 경로가 없어졌습니다. 원래 자리에 되돌려 놓거나 목록에서 모델을 제거하세요.</translation>
    </message>
    <message>
        <source>{0} is missing; the model's weights belong there.</source>
        <translation>{0} 파일이 없습니다. 모델의 가중치가 있어야 할 자리입니다.</translation>
    </message>
    <message>
        <source>{0} is no address of a hub; correct HF_ENDPOINT or unset it.</source>
        <translation>{0} 주소는 허브의 주소가 아닙니다. HF_ENDPOINT를 바로잡거나 해제하세요.</translation>
    </message>
    <message>
        <source>{0} is no file but a device or a pipe; choose the model's file of weights.</source>
        <translation>{0} 경로에 있는 것은 파일이 아니라 장치나 파이프입니다. 모델의 가중치 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is no file of a SentencePiece model; choose the one of this checkpoint.</source>
        <translation>{0} 파일은 SentencePiece 모델이 아닙니다. 이 체크포인트의 SentencePiece 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is no file of weights that can be read; choose one that ends with {1}.</source>
        <translation>{0} 파일은 읽을 수 있는 가중치 파일이 아닙니다. 이름이 다음 중 하나로 끝나는 파일을 선택하세요: {1}.</translation>
    </message>
    <message>
        <source>{0} is no model itself but holds some; choose one of them: {1}.</source>
        <translation>{0} 폴더 자체는 모델이 아니지만 안에 모델이 있습니다. 그중 하나를 선택하세요: {1}.</translation>
    </message>
    <message>
        <source>{0} is no model: it holds no config.json; choose the folder of a model.</source>
        <translation>{0} 폴더는 모델이 아닙니다. config.json이 없습니다. 모델 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is no run folder: it has no status.json; choose one written by main.py train.</source>
        <translation>{0} 폴더는 학습 폴더가 아닙니다. status.json이 없습니다. main.py train이 만든 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text ({1} lines cannot be read); save it as UTF-8 or choose a text file with one source sentence on each line.</source>
        <translation>{0} 파일은 UTF-8 텍스트가 아닙니다(읽을 수 없는 줄: {1}개). UTF-8로 저장하거나, 한 줄에 소스 문장이 하나씩 있는 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text; give a {1} that is saved as UTF-8.</source>
        <translation>{0} 파일은 UTF-8 텍스트가 아닙니다. UTF-8로 저장한 {1} 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text; save it as UTF-8.</source>
        <translation>{0} 파일은 UTF-8 텍스트가 아닙니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>{0} is not a SentencePiece model or is damaged; put the original file back.</source>
        <translation>{0} 파일은 SentencePiece 모델이 아니거나 손상되었습니다. 원본 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>{0} is not a checkpoint of this version; start the run anew.</source>
        <translation>{0} 파일은 이 버전의 체크포인트가 아닙니다. 학습을 처음부터 다시 시작하세요.</translation>
    </message>
    <message>
        <source>{0} is not a file of the format {1}; choose one that was saved as such.</source>
        <translation>{0} 파일은 {1} 형식의 파일이 아닙니다. 그 형식으로 저장한 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is not a model: it holds no config.json; choose the folder of a model.</source>
        <translation>{0} 폴더는 모델이 아닙니다. config.json이 없습니다. 모델 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is not a text file in UTF-8; choose one with one source sentence on each line.</source>
        <translation>{0} 파일은 UTF-8 텍스트 파일이 아닙니다. 한 줄에 소스 문장이 하나씩 있는 UTF-8 텍스트 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is not empty, and nothing there is overwritten; choose another folder.</source>
        <translation>{0} 폴더가 비어 있지 않으며, 그 안의 파일은 덮어쓰지 않습니다. 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{0} is not in the program's folder of models, so it was not deleted.</source>
        <translation>{0} 폴더는 프로그램의 모델 폴더 안에 있지 않아 삭제하지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} is not the weights but git-lfs's note of them; run 'git lfs pull' in its folder.</source>
        <translation>{0} 파일은 가중치가 아니라 git-lfs의 포인터 파일입니다. 이 파일이 있는 폴더에서 'git lfs pull'을 실행하세요.</translation>
    </message>
    <message>
        <source>{0} is not valid TOML: {1}.</source>
        <translation>{0} 파일은 올바른 TOML이 아닙니다: {1}.</translation>
    </message>
    <message>
        <source>{0} is not whole on the hub: {1} names files that are not there; tell its author, or take another revision.</source>
        <translation>허브에 있는 {0} 모델이 온전하지 않습니다. {1} 파일에 적힌 파일 중 없는 것이 있습니다. 모델 제작자에게 알리거나 다른 리비전을 받으세요.</translation>
    </message>
    <message>
        <source>{0} is of the format {1}, which this version cannot read; it reads {2}.</source>
        <translation>{0} 폴더는 {1} 형식이어서 이 버전에서 읽을 수 없습니다. 읽을 수 있는 형식은 {2}입니다.</translation>
    </message>
    <message>
        <source>{0} is played by transformers, where this view cannot follow every vector; open one of this program's own models or an OPUS-MT model to see it.</source>
        <translation>{0} 모델은 transformers가 실행하므로, 이 보기에서는 벡터를 모두 따라갈 수 없습니다. 보려면 이 프로그램의 자체 모델이나 OPUS-MT 모델을 여세요.</translation>
    </message>
    <message>
        <source>{0} is refused: it could only be read by running code from it ({1}); ask its author for a safetensors file, or for a plain state dict saved with torch.save.</source>
        <translation>{0} 파일은 파일 안의 코드를 실행해야만 읽을 수 있어({1}) 열지 않습니다. 만든 사람에게 safetensors 파일이나 torch.save로 저장한 단순한 state dict를 요청하세요.</translation>
    </message>
    <message>
        <source>{0} is too large for a {1}; give the TOML file that describes the checkpoint.</source>
        <translation>{0} 파일은 {1} 파일이라기에는 너무 큽니다. 체크포인트를 설명하는 TOML 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{0} is {1}, but it must be one of {2}.</source>
        <translation>{0} 값이 {1}인데, 다음 중 하나여야 합니다: {2}.</translation>
    </message>
    <message>
        <source>{0} is {1}, but it must be {2}.</source>
        <translation>{0} 값이 {1}인데, 필요한 값은 다음과 같습니다: {2}.</translation>
    </message>
    <message>
        <source>{0} lacks '{1}', without which the model cannot be built; get the file anew.</source>
        <translation>{0} 파일에 '{1}' 항목이 없습니다. 이 값 없이는 모델을 만들 수 없으니 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} lacks target_vocab.json, but config.json means two vocabularies, of {1} and {2} pieces; get the missing file.</source>
        <translation>{0} 폴더에 target_vocab.json이 없는데, config.json에는 조각이 각각 {1}개와 {2}개인 두 어휘가 지정되어 있습니다. 빠진 파일을 받으세요.</translation>
    </message>
    <message>
        <source>{0} lacks the piece {1}, which every text needs; get the file anew.</source>
        <translation>모든 텍스트에 필요한 {1} 조각이 {0} 파일에 없습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} lacks the tensor {1}; it belongs to another kind of model.</source>
        <translation>{0} 파일에 {1} 텐서가 없습니다. 다른 종류의 모델에 속한 파일입니다.</translation>
    </message>
    <message>
        <source>{0} lacks {1} of the tensors that config.json means, first '{2}'; get both files anew.</source>
        <translation>config.json에 따라 {0} 파일에 있어야 할 텐서 중 {1}개가 없습니다(첫 번째: '{2}'). 두 파일을 모두 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} lacks {1} tensors of this architecture, first '{2}'.</source>
        <translation>{0} 파일에 이 구조의 텐서 {1}개가 빠져 있습니다. 그중 첫 번째는 '{2}'입니다.</translation>
    </message>
    <message>
        <source>{0} lacks {1}, which {2} puts there; get it anew.</source>
        <translation>{2} 파일에 따르면 {0} 파일에 {1} 텐서가 있어야 하지만 없습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0} lacks {1}; docs/checkpoints.md says what it means.</source>
        <translation>{0} 파일에 {1} 항목이 없습니다. 이 항목의 뜻은 docs/checkpoints.md에 있습니다.</translation>
    </message>
    <message>
        <source>{0} must be the path of a file in quotes.</source>
        <translation>{0} 값은 따옴표로 묶은 파일 경로여야 합니다.</translation>
    </message>
    <message>
        <source>{0} names a file outside its folder ({1}); it cannot be trusted.</source>
        <translation>{0} 파일에 폴더 밖의 파일이 적혀 있어({1}) 신뢰할 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} names a file with more than {1} letters, which no system has.</source>
        <translation>{0} 값에 적힌 파일의 이름이 {1}자를 넘는데, 그런 이름을 쓸 수 있는 시스템은 없습니다.</translation>
    </message>
    <message>
        <source>{0} names {1} layers in '{2}', but at most {3} make sense.</source>
        <translation>{0} 파일의 '{2}'에는 층이 {1}개라고 되어 있지만, 최대 {3}개까지만 가능합니다.</translation>
    </message>
    <message>
        <source>{0} needs a 'name' for the model, for example name = "my-model".</source>
        <translation>{0} 파일에 모델의 이름인 'name'이 필요합니다. 예: name = "my-model".</translation>
    </message>
    <message>
        <source>{0} needs {1} more, but only {2} are free on the disk of {3}; free some space, or name another folder in TRANSLUCENT_MODELS.</source>
        <translation>{0} 모델에는 {1}의 공간이 더 필요하지만 {3} 폴더가 있는 디스크에는 {2}만 남아 있습니다. 공간을 확보하거나 TRANSLUCENT_MODELS에 다른 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>{0} of {1} is not what the hub announced (its {2} is wrong) and was thrown away; download again, and if that repeats itself, tell the model's author.</source>
        <translation>{1} 모델의 {0} 파일은 허브가 알린 것과 달라({2} 불일치) 버렸습니다. 다시 내려받고, 같은 일이 되풀이되면 모델 제작자에게 알리세요.</translation>
    </message>
    <message>
        <source>{0} of {1} parameters were found; {2} biases that the checkpoint does without are zero.</source>
        <translation>파라미터 {1}개 중 {0}개를 찾았습니다. 체크포인트에 없는 편향 {2}개는 0입니다.</translation>
    </message>
    <message>
        <source>{0} puts its heads together in a way of its own, which cannot be followed number by number here.</source>
        <translation>{0} 모델은 헤드를 고유한 방식으로 합치므로, 여기서는 수 하나하나 따라갈 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} puts {1} outside its folder ({2}); it cannot be trusted.</source>
        <translation>{0} 파일에 {1} 텐서의 위치가 폴더 밖으로 적혀 있어({2}) 신뢰할 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} sentence pairs are too few to hold {1} of them out for validation; add data, hold out fewer or name a validation file.</source>
        <translation>문장 쌍 {0}개는 검증용으로 {1}개를 떼어 두기에 너무 적습니다. 데이터를 추가하거나, 더 적게 떼어 두거나, 검증용 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>{0} stopped working at {1}: {2}; {3}, if need be with [training] device = "cpu".</source>
        <translation>{0} 장치가 {1}에서 작동을 멈췄습니다({2}). {3}. 필요하면 [training] device = "cpu" 설정을 쓰세요.</translation>
    </message>
    <message>
        <source>{0} updates are done and {1} were asked for, none is left to make.</source>
        <translation>{0}스텝을 마쳤고 요청된 스텝은 {1}개이므로 남은 스텝이 없습니다.</translation>
    </message>
    <message>
        <source>{0} was not added: {1}</source>
        <translation>{0} 경로의 모델을 추가하지 않았습니다: {1}</translation>
    </message>
    <message>
        <source>{0} was not downloaded, as it cannot be used here. {1}</source>
        <translation>{0} 모델은 여기서 사용할 수 없어 내려받지 않았습니다. {1}</translation>
    </message>
    <message>
        <source>{0} was written by a model of another shape than {1}; remove one of them.</source>
        <translation>{0} 체크포인트를 저장한 모델은 {1} 체크포인트의 모델과 모양이 다릅니다. 둘 중 하나를 삭제하세요.</translation>
    </message>
    <message>
        <source>{0} was written by a model of another shape; resume with the run's own configuration.</source>
        <translation>{0} 체크포인트는 모양이 다른 모델이 저장한 것입니다. 그 학습의 원래 설정으로 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>{0} was written by another version; train with this one anew.</source>
        <translation>{0} 파일은 다른 버전이 저장한 것입니다. 이 버전으로 다시 학습하세요.</translation>
    </message>
    <message>
        <source>{0} → {1}. Made of the plain PyTorch checkpoint `{2}` ({3} bytes of weights) with Translucent; licence and data are those of the checkpoint.</source>
        <translation>{0} → {1}. 일반 PyTorch 체크포인트 `{2}`에서 Translucent로 만든 모델입니다(가중치 {3}바이트). 라이선스와 데이터는 그 체크포인트의 것입니다.</translation>
    </message>
    <message>
        <source>{0}, at {1}; {2}.</source>
        <translation>{1}에서 학습이 멈추었습니다: {0}. {2}.</translation>
    </message>
    <message>
        <source>{0}, line {1} (and {2} more of the first {3}) {4}; {5}</source>
        <translation>{0} 파일의 {1}번째 줄(처음 {3}줄 중 다른 {2}줄도 같음): {4}. {5}</translation>
    </message>
    <message>
        <source>{0}, line {1} declares an XML entity, which no TMX file needs; remove it.</source>
        <translation>{0} 파일의 {1}번째 줄에 XML 엔티티 선언이 있습니다. TMX 파일에는 필요 없는 것이니 지우세요.</translation>
    </message>
    <message>
        <source>{0}, line {1} is not well-formed XML ({2}); export the file again.</source>
        <translation>{0} 파일의 {1}번째 줄이 올바른 XML이 아닙니다({2}). 파일을 다시 내보내세요.</translation>
    </message>
    <message>
        <source>{0}, line {1} {2}; {3}</source>
        <translation>{0} 파일의 {1}번째 줄: {2}. {3}</translation>
    </message>
    <message>
        <source>{0}, the list of models, cannot be read ({1}), so nothing was changed; look at its permissions and try again.</source>
        <translation>모델 목록인 {0} 파일을 읽을 수 없어({1}) 아무것도 바꾸지 않았습니다. 파일의 권한을 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{0}: [data] has '{1}_target' without '{2}'; give both files or neither.</source>
        <translation>{0}: [data]에 '{2}' 항목 없이 '{1}_target' 항목만 있습니다. 두 파일을 모두 지정하거나 둘 다 지정하지 마세요.</translation>
    </message>
    <message>
        <source>{0}: [data] joint_vocab is false, but [model] tying 'all' shares one matrix between both languages; choose tying 'target' or 'none'.</source>
        <translation>{0}: [data] joint_vocab 값이 false인데, [model] tying 'all'에서는 두 언어가 행렬 하나를 함께 씁니다. tying을 'target'이나 'none'으로 정하세요.</translation>
    </message>
    <message>
        <source>{0}: [data] lacks '{1}'; give the language's name, for example 'English'.</source>
        <translation>{0}: [data]에 '{1}' 항목이 없습니다. 언어의 이름을 지정하세요. 예: 'English'.</translation>
    </message>
    <message>
        <source>{0}: [data] max_pieces {1} is more than the model's {2} positions; lower it or raise [model] max_positions.</source>
        <translation>{0}: [data] max_pieces 값이 {1}인데, 모델의 위치는 {2}개뿐입니다. 이 값을 낮추거나 [model] max_positions를 높이세요.</translation>
    </message>
    <message>
        <source>{0}: [data] names no pairs; give 'train', a file of them, or 'builtin', such as 'en-de'.</source>
        <translation>{0}: [data]에 문장 쌍이 지정되지 않았습니다. 문장 쌍 파일을 'train'에 지정하거나, 'en-de' 등을 'builtin'에 지정하세요.</translation>
    </message>
    <message>
        <source>{0}: [model] has no key '{1}'; {2}.</source>
        <translation>{0}: [model]에는 '{1}' 키를 쓸 수 없습니다. {2}.</translation>
    </message>
    <message>
        <source>{0}: [{1}] has no key '{2}'; {3}.</source>
        <translation>{0}: [{1}]에는 '{2}' 키를 쓸 수 없습니다. {3}.</translation>
    </message>
    <message>
        <source>{0}: [{1}] lacks '{2}'.</source>
        <translation>{0}: [{1}]에 '{2}' 항목이 없습니다.</translation>
    </message>
    <message>
        <source>{0}: [{1}] must be a table of keys and values.</source>
        <translation>{0}: [{1}] 항목은 키와 값으로 된 표여야 합니다.</translation>
    </message>
    <message>
        <source>{0}: [{1}] {2} is {3}, but it cannot be negative, infinite or not a number.</source>
        <translation>{0}: [{1}] {2} 값이 {3}인데, 음수나 무한대이거나 수가 아닌 값일 수 없습니다.</translation>
    </message>
    <message>
        <source>{0}: [{1}] {2} is {3}, but it must be at least 1.</source>
        <translation>{0}: [{1}] {2} 값이 {3}인데, 1 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>{0}: [{1}] {2} is {3}, but it must be less than 1.</source>
        <translation>{0}: [{1}] {2} 값이 {3}인데, 1보다 작아야 합니다.</translation>
    </message>
    <message>
        <source>{0}: [{1}] {2} is {3}, but it must be {4}.</source>
        <translation>{0}: [{1}] {2} 값이 {3}인데, 필요한 값은 다음과 같습니다: {4}.</translation>
    </message>
    <message>
        <source>{0}: name both languages of the TMX file or neither.</source>
        <translation>{0}: TMX 파일의 두 언어를 모두 지정하거나 둘 다 비워 두세요.</translation>
    </message>
    <message>
        <source>{0}: none of its {1} lines is fit to learn from (most often: {2}); choose other columns, change [cleaning] or choose another file.</source>
        <translation>{0} 파일의 {1}줄 중 학습에 쓸 수 있는 줄이 없습니다(가장 많은 이유: {2}). 다른 열을 선택하거나 [cleaning]을 바꾸거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>{0}: recipe is {1}, but it must be one of: {2}.</source>
        <translation>{0}: recipe 값이 {1}인데, 다음 중 하나여야 합니다: {2}.</translation>
    </message>
    <message>
        <source>{0}: the tensor '{1}' has the shape {2}, but config.json means {3}.</source>
        <translation>{0}: 텐서 '{1}'의 모양이 config.json과 맞지 않습니다. 텐서의 모양: {2}, config.json에 따른 모양: {3}.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}: {1} is {2}, but it must be {3}; get the file anew.</source>
        <translation>{0}: {1} 값이 {2}인데, 필요한 값은 다음과 같습니다: {3}. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{0}: {1}has no key '{2}'; {3}.</source>
        <translation>{0}: {1}'{2}' 키는 쓸 수 없습니다. {3}.</translation>
    </message>
    <message>
        <source>{0}; the checkpoint of step {1} is taken instead.</source>
        <translation>{0}. 대신 스텝 {1}의 체크포인트를 사용합니다.</translation>
    </message>
    <message>
        <source>{0}; trying again.</source>
        <translation>{0}. 다시 시도하는 중입니다.</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}; {1}</translation>
    </message>
    <message>
        <source>{0}; {1}, and the next download goes on from there.</source>
        <translation>{0}. {1}, 다음에는 거기서부터 이어서 내려받습니다.</translation>
    </message>
    <message>
        <source>{0}_layers is '{1}', but the checkpoint's {2} layers are called {3}; choose them.</source>
        <translation>{0}_layers 값이 '{1}'인데, 체크포인트의 {2} 층 이름은 다음과 같습니다: {3}. 그 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>{0} 파일을 읽는 중…</translation>
    </message>
    <message>
        <source>Translating {0}: {1} of {2} sentences</source>
        <translation>{0} 파일을 번역하는 중: 문장 {2}개 중 {1}개</translation>
    </message>
    <message>
        <source>Translating {0}: {1} of {2} sentences, about {3} s left</source>
        <translation>{0} 파일을 번역하는 중: 문장 {2}개 중 {1}개, 약 {3}초 남음</translation>
    </message>
    <message>
        <source>The settings could not be saved ({0}); the next start begins with the old ones.</source>
        <translation>설정을 저장하지 못했습니다({0}). 다음에 시작하면 이전 설정이 쓰입니다.</translation>
    </message>
    <message>
        <source>The settings file was damaged and is now {0}; the defaults are used.</source>
        <translation>설정 파일이 손상되어 {0}에 따로 보관했습니다. 기본 설정을 사용합니다.</translation>
    </message>
    <message>
        <source>{0} is {1} text; save it as UTF-8.</source>
        <translation>{0} 파일은 {1} 텍스트입니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>{0} has the line ends of old Macs (CR); save it with LF line ends.</source>
        <translation>{0} 파일의 줄바꿈이 옛 Mac 방식(CR)입니다. 줄바꿈을 LF로 저장하세요.</translation>
    </message>
    <message>
        <source>{0} declares the encoding '{1}', which cannot be read here; save the file as UTF-8.</source>
        <translation>{0} 파일이 선언한 인코딩('{1}')은 여기서 읽을 수 없습니다. 파일을 UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>{0}, line {1} holds the XML entity '&amp;{2};', which the file does not explain; put the character itself in its place.</source>
        <translation>{0} 파일의 {1}번째 줄에 파일 안에서 정의되지 않은 XML 엔티티('&amp;{2};')가 있습니다. 그 자리에 해당 문자를 직접 적으세요.</translation>
    </message>
    <message>
        <source>{0}: [data] names the built-in corpus '{1}', which reads no files; give 'builtin' or '{2}', not both.</source>
        <translation>{0}: [data]에 지정된 '{1}' 내장 말뭉치는 파일을 읽지 않습니다. 'builtin'과 '{2}' 중 하나만 지정하세요.</translation>
    </message>
    <message>
        <source>{0}: [data] vocab_size is {1}, but it must be 0 or at least {2}: some pieces are special.</source>
        <translation>{0}: [data] vocab_size 값이 {1}인데, 0이거나 {2} 이상이어야 합니다. 일부 조각은 특수 조각이기 때문입니다.</translation>
    </message>
    <message>
        <source>{0}: [{1}] {2} is {3}, but it must be at most {4}.</source>
        <translation>{0}: [{1}] {2} 값이 {3}인데, {4} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>{0} holds a number too long or brackets too deep to be read; correct it.</source>
        <translation>{0} 파일에 너무 긴 숫자나 너무 깊은 괄호가 있어 읽을 수 없습니다. 고쳐 주세요.</translation>
    </message>
    <message>
        <source>{0}: [data] {1} holds a NUL character, which no path can; correct it.</source>
        <translation>{0}: [data] {1} 값에 NUL 문자가 들어 있는데, 경로에는 쓸 수 없습니다. 고쳐 주세요.</translation>
    </message>
    <message>
        <source>A vocabulary of {0} pieces cannot be made from this text, whose different characters and the special pieces alone are {1}; give a vocab_size of at least {2}.</source>
        <translation>이 텍스트로는 조각 {0}개의 어휘를 만들 수 없습니다. 서로 다른 문자와 특수 조각만 해도 {1}개입니다. vocab_size를 {2} 이상으로 정하세요.</translation>
    </message>
    <message>
        <source>The temperature is {0}; it must be a finite number above 0 (greedy is its limit at 0).</source>
        <translation>온도가 {0}인데, 0보다 큰 유한한 수여야 합니다(온도 0에서의 극한이 탐욕 디코딩).</translation>
    </message>
    <message>
        <source>The setting top_k is {0}; it cannot be negative.</source>
        <translation>top_k 설정이 {0}인데, 음수일 수 없습니다.</translation>
    </message>
</context>
</TS>
