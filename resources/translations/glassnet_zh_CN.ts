<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
    <name>QObject</name>
        <message>
            <source>Layers</source>
            <translation>图层</translation>
        </message>
</context>
<context>
    <name>engine</name>
        <message>
            <source>The checkpoint stands at step {step}, epoch {epoch}, batch {batch}, where this run cannot be</source>
            <translation>检查点位于第 {step} 步、第 {epoch} 轮、第 {batch} 批，而本次运行不可能处于该位置</translation>
        </message>
        <message>
            <source>Use a checkpoint of this run, or begin a new one.</source>
            <translation>请使用本次运行的检查点，或重新开始训练。</translation>
        </message>
        <message>
            <source>Lower the learning rate, and go on from the last checkpoint.</source>
            <translation>请降低学习率，并从最近的检查点继续。</translation>
        </message>
        <message>
            <source>Set its activation to linear.</source>
            <translation>请将其激活函数设为 linear。</translation>
        </message>
        <message>
            <source>Set the activation of {node} to linear</source>
            <translation>将 {node} 的激活函数设为 linear</translation>
        </message>
        <message>
            <source>{node} gives a value that is not finite ({tensor}) in evaluation, with the weights of step {step}</source>
            <translation>使用第 {step} 步的权重评估时，{node} 给出非有限值（{tensor}）</translation>
        </message>
        <message>
            <source>Lower the learning rate to a tenth, or look at the inputs.</source>
            <translation>将学习率降到十分之一，或检查输入。</translation>
        </message>
        <message>
            <source>label {label} at sample {sample} of the {part} part is no class number ({count} such labels)</source>
            <translation>{part} 部分第 {sample} 个样本的标签 {label} 不是类别编号（共 {count} 个）</translation>
        </message>
        <message>
            <source>this is no folder of a run</source>
            <translation>这不是训练记录文件夹</translation>
        </message>
        <message>
            <source>Give a folder such as NAME.runs/2026-11-23-1.</source>
            <translation>请给出类似 NAME.runs/2026-11-23-1 的文件夹。</translation>
        </message>
        <message>
            <source>Step {step} moved {tensor} beyond all numbers</source>
            <translation>第 {step} 步使 {tensor} 超出了可表示的数值范围</translation>
        </message>
        <message>
            <source>{node} ends with softmax, whose outputs add up to 1; {loss} compares values of any size</source>
            <translation>{node} 以 softmax 结尾，其输出之和为 1；而 {loss} 比较任意大小的数值</translation>
        </message>
        <message>
            <source>Share of the training samples that is kept for validation, where the data has no such part.</source>
            <translation>数据本身没有验证部分时，从训练样本中留作验证的比例。</translation>
        </message>
        <message>
            <source>Begins the random choice of validation samples.</source>
            <translation>随机挑选验证样本所用的种子。</translation>
        </message>
        <message>
            <source>How often the network sees every training sample.</source>
            <translation>网络看到每个训练样本的次数。</translation>
        </message>
        <message>
            <source>Samples between two changes of the weights.</source>
            <translation>两次更新权重之间的样本数。</translation>
        </message>
        <message>
            <source>Begins all random numbers: the same seed gives the same run, to the bit.</source>
            <translation>所有随机数的起点：相同的种子得到逐位相同的运行。</translation>
        </message>
        <message>
            <source>Takes the training samples in a new order each epoch.</source>
            <translation>每轮以新的顺序取训练样本。</translation>
        </message>
        <message>
            <source>Something went wrong that should not: {reason}.</source>
            <translation>发生了不应发生的错误：{reason}。</translation>
        </message>
        <message>
            <source>Please report this; your project is unharmed.</source>
            <translation>请报告此问题；您的项目没有受损。</translation>
        </message>
        <message>
            <source>“{file}” does not exist</source>
            <translation>“{file}”不存在</translation>
        </message>
        <message>
            <source>Check the name and the folder.</source>
            <translation>请检查名称和文件夹。</translation>
        </message>
        <message>
            <source>access to “{file}” is not allowed</source>
            <translation>没有访问“{file}”的权限</translation>
        </message>
        <message>
            <source>Change the rights of the file and its folder, or choose another folder.</source>
            <translation>请更改文件及其文件夹的权限，或选择其他文件夹。</translation>
        </message>
        <message>
            <source>“{file}” lies on a disk that can only be read</source>
            <translation>“{file}”位于只读磁盘上</translation>
        </message>
        <message>
            <source>Choose a folder on another disk.</source>
            <translation>请选择其他磁盘上的文件夹。</translation>
        </message>
        <message>
            <source>no room for “{file}”: {needed} bytes wanted, {free} free</source>
            <translation>“{file}”空间不足：需要 {needed} 字节，剩余 {free} 字节</translation>
        </message>
        <message>
            <source>Free some space or choose another disk; what was there before is untouched.</source>
            <translation>请腾出空间或选择其他磁盘；原有内容未被改动。</translation>
        </message>
        <message>
            <source>“{file}” is {type}, not a file</source>
            <translation>“{file}”是{type}，不是文件</translation>
        </message>
        <message>
            <source>Choose the name of a file.</source>
            <translation>请选择文件名。</translation>
        </message>
        <message>
            <source>“{file}” has {size} bytes, at most {limit} are allowed</source>
            <translation>“{file}”有 {size} 字节，最多允许 {limit} 字节</translation>
        </message>
        <message>
            <source>Check that this is the right file, or split it.</source>
            <translation>请确认文件是否正确，或将其拆分。</translation>
        </message>
        <message>
            <source>“{file}” was {size} bytes long and changed while it was read</source>
            <translation>“{file}”原有 {size} 字节，在读取时发生了变化</translation>
        </message>
        <message>
            <source>Wait until the other program has finished and try again.</source>
            <translation>请等待其他程序完成后重试。</translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}</source>
            <translation>无法读取“{file}”：{reason}</translation>
        </message>
        <message>
            <source>Check the disk, or copy the file again.</source>
            <translation>请检查磁盘，或重新复制文件。</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}</source>
            <translation>无法写入“{file}”：{reason}</translation>
        </message>
        <message>
            <source>Check the disk or choose another folder; what was there before is untouched.</source>
            <translation>请检查磁盘或选择其他文件夹；原有内容未被改动。</translation>
        </message>
        <message>
            <source>“{file}” cannot be the name of a file: {reason}</source>
            <translation>“{file}”不能用作文件名：{reason}</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>请选择其他名称。</translation>
        </message>
        <message>
            <source>“{file}” was written, but may not survive a loss of power: {reason}</source>
            <translation>“{file}”已写入，但断电后可能丢失：{reason}</translation>
        </message>
        <message>
            <source>Check the disk and save again.</source>
            <translation>请检查磁盘，然后重新保存。</translation>
        </message>
        <message>
            <source>{setting} must be {wanted}, not {found}</source>
            <translation>{setting} 必须是{wanted}，而不是{found}</translation>
        </message>
        <message>
            <source>Write {wanted}.</source>
            <translation>请填写{wanted}。</translation>
        </message>
        <message>
            <source>{setting} is {found}, allowed is {allowed}</source>
            <translation>{setting} 为 {found}，允许 {allowed}</translation>
        </message>
        <message>
            <source>Choose a value in the range {allowed}.</source>
            <translation>请选择范围 {allowed} 内的值。</translation>
        </message>
        <message>
            <source>{setting} cannot be “{found}”</source>
            <translation>{setting} 不能是“{found}”</translation>
        </message>
        <message>
            <source>Choose one of: {allowed}.</source>
            <translation>请从以下选择：{allowed}。</translation>
        </message>
        <message>
            <source>{kind} has no setting “{setting}”; it is kept and ignored</source>
            <translation>{kind} 没有设置“{setting}”；将保留但忽略</translation>
        </message>
        <message>
            <source>Settings of {kind}: {allowed}.</source>
            <translation>{kind} 的设置：{allowed}。</translation>
        </message>
        <message>
            <source>the array “{name}” is missing; there are: {found}</source>
            <translation>缺少数组“{name}”；现有：{found}</translation>
        </message>
        <message>
            <source>the array “{name}” is not used</source>
            <translation>数组“{name}”未被使用</translation>
        </message>
        <message>
            <source>the array “{name}” is {found}, which gives no samples</source>
            <translation>数组“{name}”为 {found}，其中没有样本</translation>
        </message>
        <message>
            <source>The first side must count the samples, and no side may be 0.</source>
            <translation>第一维必须是样本数，且任何一维都不能为 0。</translation>
        </message>
        <message>
            <source>Random flip</source>
            <translation>随机翻转</translation>
        </message>
        <message>
            <source>Augmentation</source>
            <translation>数据增强</translation>
        </message>
        <message>
            <source>Mirrors pictures at random.</source>
            <translation>随机镜像图片。</translation>
        </message>
        <message>
            <source>Left and right, top and bottom, or both.</source>
            <translation>左右、上下或两者。</translation>
        </message>
        <message>
            <source>Random rotation</source>
            <translation>随机旋转</translation>
        </message>
        <message>
            <source>Turns pictures by a random angle; 0 fills the corners.</source>
            <translation>以随机角度旋转图片；角落以 0 填充。</translation>
        </message>
        <message>
            <source>Largest angle, to either side.</source>
            <translation>向任一侧的最大角度。</translation>
        </message>
        <message>
            <source>Random translation</source>
            <translation>随机平移</translation>
        </message>
        <message>
            <source>Shifts pictures by a random distance; 0 fills the border.</source>
            <translation>以随机距离平移图片；边缘以 0 填充。</translation>
        </message>
        <message>
            <source>there is no built-in data set “{source}”</source>
            <translation>没有内置数据集“{source}”</translation>
        </message>
        <message>
            <source>Choose one of: {known}.</source>
            <translation>请从以下选择：{known}。</translation>
        </message>
        <message>
            <source>“{source}” is not installed here</source>
            <translation>此处未安装“{source}”</translation>
        </message>
        <message>
            <source>Install Debian's package dataset-fashion-mnist, or use builtin:fashion-mnist, its subset.</source>
            <translation>请安装 Debian 软件包 dataset-fashion-mnist，或使用其子集 builtin:fashion-mnist。</translation>
        </message>
        <message>
            <source>{inputs} samples, but {labels} labels</source>
            <translation>有 {inputs} 个样本，却有 {labels} 个标签</translation>
        </message>
        <message>
            <source>Use samples and labels that belong together.</source>
            <translation>请使用相互对应的样本和标签。</translation>
        </message>
        <message>
            <source>samples of {part} are {found}, those of the training {wanted}</source>
            <translation>{part} 的样本为 {found}，训练样本为 {wanted}</translation>
        </message>
        <message>
            <source>Use files of one data set.</source>
            <translation>请使用同一数据集的文件。</translation>
        </message>
        <message>
            <source>the data “{source}” are not there</source>
            <translation>数据“{source}”不存在</translation>
        </message>
        <message>
            <source>Choose the data set again.</source>
            <translation>请重新选择数据集。</translation>
        </message>
        <message>
            <source>“{source}” is {found}, no data set that can be read</source>
            <translation>“{source}”是{found}，不是可读取的数据集</translation>
        </message>
        <message>
            <source>“{source}” contains code and is not opened</source>
            <translation>“{source}”含有代码，未打开</translation>
        </message>
        <message>
            <source>Convert it to .npz or .safetensors with the program that wrote it.</source>
            <translation>请用生成它的程序转换为 .npz 或 .safetensors。</translation>
        </message>
        <message>
            <source>there are no samples for training</source>
            <translation>没有训练样本</translation>
        </message>
        <message>
            <source>Choose another data set.</source>
            <translation>请选择其他数据集。</translation>
        </message>
        <message>
            <source>there is only one class; at least 2 are needed</source>
            <translation>只有一个类别；至少需要 2 个</translation>
        </message>
        <message>
            <source>Add samples of another class, each class in its own folder.</source>
            <translation>请添加其他类别的样本，每个类别一个文件夹。</translation>
        </message>
        <message>
            <source>label {label} at sample {sample} of the {part} part: there are {classes} classes, numbered from 0 ({count} such labels)</source>
            <translation>{part} 部分样本 {sample} 的标签为 {label}：共有 {classes} 个类别，从 0 编号（此类标签共 {count} 个）</translation>
        </message>
        <message>
            <source>Mend the labels, or name all classes.</source>
            <translation>请修正标签，或为所有类别命名。</translation>
        </message>
        <message>
            <source>sample {sample} of the {part} part holds NaN or infinity ({count} such values)</source>
            <translation>{part} 部分的样本 {sample} 含有 NaN 或无穷大（共 {count} 个）</translation>
        </message>
        <message>
            <source>Remove these samples or replace the values.</source>
            <translation>请移除这些样本或替换这些值。</translation>
        </message>
        <message>
            <source>class “{class}” has no training sample</source>
            <translation>类别“{class}”没有训练样本</translation>
        </message>
        <message>
            <source>Add samples, or remove the class.</source>
            <translation>请添加样本，或移除该类别。</translation>
        </message>
        <message>
            <source>this is no IDX file but {found}</source>
            <translation>这不是 IDX 文件，而是{found}</translation>
        </message>
        <message>
            <source>Choose a file such as train-images-idx3-ubyte.gz.</source>
            <translation>请选择类似 train-images-idx3-ubyte.gz 的文件。</translation>
        </message>
        <message>
            <source>{promised} items promised, {present} present</source>
            <translation>声明有 {promised} 项，实际 {present} 项</translation>
        </message>
        <message>
            <source>Copy or download the file again.</source>
            <translation>请重新复制或下载文件。</translation>
        </message>
        <message>
            <source>{count} bytes follow the {promised} promised items; they are ignored</source>
            <translation>声明的 {promised} 项之后还有 {count} 字节，已忽略</translation>
        </message>
        <message>
            <source>Compare the file with its source.</source>
            <translation>请将文件与其来源比对。</translation>
        </message>
        <message>
            <source>the unpacked file is larger than {limit} bytes ({ratio} times its packed size)</source>
            <translation>解压后的文件超过 {limit} 字节（为压缩大小的 {ratio} 倍）</translation>
        </message>
        <message>
            <source>Check the file's source: honest data do not pack that well.</source>
            <translation>请检查文件来源：正常数据不会有这么高的压缩率。</translation>
        </message>
        <message>
            <source>the gzip file is damaged: {reason}</source>
            <translation>gzip 文件已损坏：{reason}</translation>
        </message>
        <message>
            <source>labels must be one number per sample, not {sides}</source>
            <translation>每个样本的标签必须是一个数，而不是 {sides}</translation>
        </message>
        <message>
            <source>Choose the file of labels that belongs to the pictures (…-labels-idx1-ubyte).</source>
            <translation>请选择与图片对应的标签文件（…-labels-idx1-ubyte）。</translation>
        </message>
        <message>
            <source>“{labels}” with the labels is missing</source>
            <translation>缺少标签文件“{labels}”</translation>
        </message>
        <message>
            <source>Put the file of labels beside that of the images.</source>
            <translation>请将标签文件放在图片文件旁边。</translation>
        </message>
        <message>
            <source>Files of images have names such as train-images-idx3-ubyte.gz.</source>
            <translation>图片文件名形如 train-images-idx3-ubyte.gz。</translation>
        </message>
        <message>
            <source>class_names.txt names {found} classes; 2 to {limit} are needed</source>
            <translation>class_names.txt 中有 {found} 个类别；需要 2 到 {limit} 个</translation>
        </message>
        <message>
            <source>Write one name a line.</source>
            <translation>每行写一个名称。</translation>
        </message>
        <message>
            <source>the pictures have different sizes: {sizes}</source>
            <translation>图片尺寸不一致：{sizes}</translation>
        </message>
        <message>
            <source>none of the {found} files is a picture that can be read</source>
            <translation>{found} 个文件中没有可读取的图片</translation>
        </message>
        <message>
            <source>See the reasons of each file.</source>
            <translation>请查看每个文件的原因。</translation>
        </message>
        <message>
            <source>class “{class}” is in {part} but not in the training part</source>
            <translation>类别“{class}”在 {part} 中，但不在训练部分中</translation>
        </message>
        <message>
            <source>Add training samples of the class, or remove it.</source>
            <translation>请添加该类别的训练样本，或将其移除。</translation>
        </message>
        <message>
            <source>{grey} grey and {coloured} coloured pictures; all become coloured</source>
            <translation>{grey} 张灰度图和 {coloured} 张彩色图；全部转为彩色</translation>
        </message>
        <message>
            <source>Convert them to one kind to spare memory.</source>
            <translation>转换为同一种以节省内存。</translation>
        </message>
        <message>
            <source>{count} pictures have 16 bits a value; all values are kept as fractions of 255</source>
            <translation>{count} 张图片为 16 位；所有值都以 255 的小数形式保留</translation>
        </message>
        <message>
            <source>Nothing needs to be done.</source>
            <translation>无需处理。</translation>
        </message>
        <message>
            <source>the folder of class “{class}” holds no picture</source>
            <translation>类别“{class}”的文件夹中没有图片</translation>
        </message>
        <message>
            <source>Add pictures, or remove the folder.</source>
            <translation>请添加图片，或移除该文件夹。</translation>
        </message>
        <message>
            <source>the classes “{class}” and “{other}” differ only in case, or in how letters with marks are written</source>
            <translation>类别 “{class}” 与 “{other}” 仅在大小写或带附加符号字母的写法上不同</translation>
        </message>
        <message>
            <source>Rename one of them, or put their pictures together.</source>
            <translation>请重命名其中之一，或合并它们的图片。</translation>
        </message>
        <message>
            <source>the folder lies more than {limit} levels deep and is left out</source>
            <translation>文件夹层级超过 {limit} 层，已略过</translation>
        </message>
        <message>
            <source>Move the pictures up.</source>
            <translation>请将图片上移。</translation>
        </message>
        <message>
            <source>the folder cannot be read: {reason}</source>
            <translation>无法读取文件夹：{reason}</translation>
        </message>
        <message>
            <source>Change its rights.</source>
            <translation>请更改其权限。</translation>
        </message>
        <message>
            <source>the file lies in no folder of a class</source>
            <translation>文件不在任何类别文件夹中</translation>
        </message>
        <message>
            <source>Move it into one.</source>
            <translation>请将其移入一个类别文件夹。</translation>
        </message>
        <message>
            <source>not loaded: {reason}</source>
            <translation>未载入：{reason}</translation>
        </message>
        <message>
            <source>{hint}</source>
            <translation>{hint}</translation>
        </message>
        <message>
            <source>more than {limit} files</source>
            <translation>文件超过 {limit} 个</translation>
        </message>
        <message>
            <source>Choose a smaller folder.</source>
            <translation>请选择较小的文件夹。</translation>
        </message>
        <message>
            <source>A network whose input is {shape} takes no pictures</source>
            <translation>输入为 {shape} 的网络不接受图片</translation>
        </message>
        <message>
            <source>Install Glassnet again, with its file libglassnet-imaging.so and OpenCV.</source>
            <translation>请重新安装 Glassnet 及其文件 libglassnet-imaging.so 和 OpenCV。</translation>
        </message>
        <message>
            <source>the picture cannot be decoded: {reason}</source>
            <translation>无法解码图片：{reason}</translation>
        </message>
        <message>
            <source>Open it in a picture editor and save it as PNG.</source>
            <translation>请用图片编辑器打开并另存为 PNG。</translation>
        </message>
        <message>
            <source>Save the others as files of their own.</source>
            <translation>请将其余图片另存为单独文件。</translation>
        </message>
        <message>
            <source>the picture cannot be resized: {reason}</source>
            <translation>无法缩放图片：{reason}</translation>
        </message>
        <message>
            <source>Choose another size.</source>
            <translation>请选择其他尺寸。</translation>
        </message>
        <message>
            <source>the pictures need more than {limit} bytes of memory</source>
            <translation>图片需要超过 {limit} 字节的内存</translation>
        </message>
        <message>
            <source>Rescale</source>
            <translation>缩放数值</translation>
        </message>
        <message>
            <source>Preprocessing</source>
            <translation>预处理</translation>
        </message>
        <message>
            <source>Multiplies each value by a factor and adds an offset.</source>
            <translation>将每个值乘以系数并加上偏移。</translation>
        </message>
        <message>
            <source>Factor of each value; 1/255 for pictures.</source>
            <translation>每个值的系数；图片用 1/255。</translation>
        </message>
        <message>
            <source>Added after the factor; −1 with scale 2/255 gives −1 … 1.</source>
            <translation>乘系数之后再加；系数 2/255 配 −1 得到 −1 … 1。</translation>
        </message>
        <message>
            <source>Choose a share such as 0.1; 0 trains without validation.</source>
            <translation>请选择例如 0.1 的比例；0 表示不作验证。</translation>
        </message>
        <message>
            <source>no sample is left for validation</source>
            <translation>没有剩余样本用于验证</translation>
        </message>
        <message>
            <source>Use more samples or a larger validation_split.</source>
            <translation>请使用更多样本或更大的 validation_split。</translation>
        </message>
        <message>
            <source>classes have no validation sample ({count}), such as “{class}”: too few of theirs are there</source>
            <translation>有类别没有验证样本（{count} 个），例如“{class}”：它们的样本太少</translation>
        </message>
        <message>
            <source>Add samples to them.</source>
            <translation>请为它们添加样本。</translation>
        </message>
        <message>
            <source>the checkpoint is damaged: its contents do not match their SHA-256</source>
            <translation>检查点已损坏：内容与其 SHA-256 不符</translation>
        </message>
        <message>
            <source>Use an earlier checkpoint.</source>
            <translation>请使用更早的检查点。</translation>
        </message>
        <message>
            <source>this is no checkpoint: {field} is missing or wrong</source>
            <translation>这不是检查点：{field} 缺失或有误</translation>
        </message>
        <message>
            <source>Choose a file of a run's folder “checkpoints”.</source>
            <translation>请选择运行文件夹“checkpoints”中的文件。</translation>
        </message>
        <message>
            <source>the checkpoint was written by a newer Glassnet (format {found})</source>
            <translation>检查点由更新版本的 Glassnet 写入（格式 {found}）</translation>
        </message>
        <message>
            <source>Update Glassnet.</source>
            <translation>请更新 Glassnet。</translation>
        </message>
        <message>
            <source>this line is no record of an epoch</source>
            <translation>此行不是一轮的记录</translation>
        </message>
        <message>
            <source>Restore the file from its source.</source>
            <translation>请从来源恢复文件。</translation>
        </message>
        <message>
            <source>this is not a Glassnet project: the field “glassnet” with a version is missing</source>
            <translation>这不是 Glassnet 项目：缺少带版本号的“glassnet”字段</translation>
        </message>
        <message>
            <source>Open a file whose name ends in .glassnet.</source>
            <translation>请打开以 .glassnet 结尾的文件。</translation>
        </message>
        <message>
            <source>the project was written by a newer Glassnet (format {found}, this program knows {known})</source>
            <translation>项目由更新版本的 Glassnet 写入（格式 {found}，本程序支持 {known}）</translation>
        </message>
        <message>
            <source>Update Glassnet. The file was left as it is.</source>
            <translation>请更新 Glassnet。文件未被改动。</translation>
        </message>
        <message>
            <source>{field} is missing</source>
            <translation>缺少 {field}</translation>
        </message>
        <message>
            <source>Add the field, {wanted}.</source>
            <translation>请添加该字段，应为{wanted}。</translation>
        </message>
        <message>
            <source>{field} must be {wanted}, not {found}</source>
            <translation>{field} 必须是{wanted}，而不是{found}</translation>
        </message>
        <message>
            <source>two nodes are called “{node}”</source>
            <translation>有两个节点都叫“{node}”</translation>
        </message>
        <message>
            <source>Give one of them another id.</source>
            <translation>请为其中之一换一个 id。</translation>
        </message>
        <message>
            <source>the wire {from} → {to} leads to “{missing}”, which is no node</source>
            <translation>连线 {from} → {to} 指向“{missing}”，它不是节点</translation>
        </message>
        <message>
            <source>Remove the wire or add the node.</source>
            <translation>请删除连线或添加节点。</translation>
        </message>
        <message>
            <source>the wire {from} → {from} leads from a node to itself</source>
            <translation>连线 {from} → {from} 从节点连到自身</translation>
        </message>
        <message>
            <source>Remove the wire.</source>
            <translation>请删除连线。</translation>
        </message>
        <message>
            <source>the wire {from} → {to} is drawn twice</source>
            <translation>连线 {from} → {to} 重复</translation>
        </message>
        <message>
            <source>Remove one of the two.</source>
            <translation>请删除其中一条。</translation>
        </message>
        <message>
            <source>{field} has {found} {unit}, at most {limit} are allowed</source>
            <translation>{field} 有 {found} {unit}，最多允许 {limit}</translation>
        </message>
        <message>
            <source>Make it smaller than {limit}.</source>
            <translation>请使其小于 {limit}。</translation>
        </message>
        <message>
            <source>{count} more problems are not listed</source>
            <translation>另有 {count} 个问题未列出</translation>
        </message>
        <message>
            <source>Mend those above first.</source>
            <translation>请先解决以上问题。</translation>
        </message>
        <message>
            <source>this is no run of Glassnet: {field} is missing or wrong in run.json</source>
            <translation>这不是 Glassnet 的运行：run.json 中 {field} 缺失或有误</translation>
        </message>
        <message>
            <source>Choose a folder of NAME.runs.</source>
            <translation>请选择 NAME.runs 中的文件夹。</translation>
        </message>
        <message>
            <source>the run was written by a newer Glassnet (format {found}, this program knows {known})</source>
            <translation>运行由更新版本的 Glassnet 写入（格式 {found}，本程序支持 {known}）</translation>
        </message>
        <message>
            <source>the folder “{folder}” cannot be made: {reason}</source>
            <translation>无法创建文件夹“{folder}”：{reason}</translation>
        </message>
        <message>
            <source>Check the rights and the free space of the disk.</source>
            <translation>请检查权限和磁盘剩余空间。</translation>
        </message>
        <message>
            <source>the checkpoints in “{folder}” cannot be read: {reason}</source>
            <translation>无法读取“{folder}”中的检查点：{reason}</translation>
        </message>
        <message>
            <source>Check the disk, then try again.</source>
            <translation>请检查磁盘，然后重试。</translation>
        </message>
        <message>
            <source>the checkpoint “{file}” cannot be used and was passed over: {reason}</source>
            <translation>检查点“{file}”无法使用，已跳过：{reason}</translation>
        </message>
        <message>
            <source>Training goes on from the checkpoint before; nothing needs to be done.</source>
            <translation>训练将从前一个检查点继续；无需处理。</translation>
        </message>
        <message>
            <source>“{file}” is {found} and is not opened</source>
            <translation>“{file}”是{found}，未打开</translation>
        </message>
        <message>
            <source>Save the weights as .safetensors with the program that wrote them.</source>
            <translation>请用生成权重的程序将其保存为 .safetensors。</translation>
        </message>
        <message>
            <source>tensor “{tensor}” has a side of 0</source>
            <translation>张量“{tensor}”有一维为 0</translation>
        </message>
        <message>
            <source>Remove the tensor; it holds nothing.</source>
            <translation>请移除该张量；它没有内容。</translation>
        </message>
        <message>
            <source>{count} values of “{tensor}” are NaN or infinite</source>
            <translation>“{tensor}”中有 {count} 个值为 NaN 或无穷大</translation>
        </message>
        <message>
            <source>Use an earlier file of weights, or initialize this layer anew.</source>
            <translation>请使用更早的权重文件，或重新初始化该图层。</translation>
        </message>
        <message>
            <source>the file is empty</source>
            <translation>文件为空</translation>
        </message>
        <message>
            <source>Restore an earlier copy of the file.</source>
            <translation>请恢复文件的早期副本。</translation>
        </message>
        <message>
            <source>Mend the text at this place, or restore an earlier copy of the file.</source>
            <translation>请修正此处的文本，或恢复文件的早期副本。</translation>
        </message>
        <message>
            <source>the field “{field}” is given twice</source>
            <translation>字段“{field}”重复</translation>
        </message>
        <message>
            <source>more than {limit} levels of brackets</source>
            <translation>括号嵌套超过 {limit} 层</translation>
        </message>
        <message>
            <source>Check that this is the right file.</source>
            <translation>请确认文件是否正确。</translation>
        </message>
        <message>
            <source>{found} {unit}, at most {limit} are allowed</source>
            <translation>{found} {unit}，最多允许 {limit}</translation>
        </message>
        <message>
            <source>the archive is damaged: {reason}</source>
            <translation>压缩包已损坏：{reason}</translation>
        </message>
        <message>
            <source>Copy or write the file again.</source>
            <translation>请重新复制或写入文件。</translation>
        </message>
        <message>
            <source>{found} arrays in the archive, at most {limit} are allowed</source>
            <translation>压缩包中有 {found} 个数组，最多允许 {limit} 个</translation>
        </message>
        <message>
            <source>Save fewer arrays: x_train, y_train, x_test, y_test.</source>
            <translation>请少保存一些数组：x_train、y_train、x_test、y_test。</translation>
        </message>
        <message>
            <source>“{entry}” does not belong in an .npz file</source>
            <translation>“{entry}”不应出现在 .npz 文件中</translation>
        </message>
        <message>
            <source>Write the file with numpy.savez.</source>
            <translation>请用 numpy.savez 写入文件。</translation>
        </message>
        <message>
            <source>the array “{entry}” is given twice</source>
            <translation>数组“{entry}”重复</translation>
        </message>
        <message>
            <source>“{entry}” is encrypted</source>
            <translation>“{entry}”已加密</translation>
        </message>
        <message>
            <source>Write the archive without a password.</source>
            <translation>请写入不带密码的压缩包。</translation>
        </message>
        <message>
            <source>“{entry}” unpacks from {packed} to {unpacked} bytes, at most {limit} are allowed</source>
            <translation>“{entry}”从 {packed} 解压为 {unpacked} 字节，最多允许 {limit} 字节</translation>
        </message>
        <message>
            <source>Check the file's source, or use numpy.savez, which does not pack.</source>
            <translation>请检查文件来源，或使用不压缩的 numpy.savez。</translation>
        </message>
        <message>
            <source>“{entry}” is no NumPy array: {reason}</source>
            <translation>“{entry}”不是 NumPy 数组：{reason}</translation>
        </message>
        <message>
            <source>“{entry}” is an array of Python objects, which contains code; it is not opened</source>
            <translation>“{entry}”是含有代码的 Python 对象数组，未打开</translation>
        </message>
        <message>
            <source>“{entry}” has the type {found}</source>
            <translation>“{entry}”的类型为 {found}</translation>
        </message>
        <message>
            <source>“{entry}” promises {promised} bytes of values, {present} are present</source>
            <translation>“{entry}”声明有 {promised} 字节的值，实际 {present} 字节</translation>
        </message>
        <message>
            <source>Delete it or copy it again.</source>
            <translation>请删除或重新复制。</translation>
        </message>
        <message>
            <source>the picture ends early, at byte {length}</source>
            <translation>图片在第 {length} 字节处提前结束</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>请重新复制。</translation>
        </message>
        <message>
            <source>the picture is damaged: {reason}</source>
            <translation>图片已损坏：{reason}</translation>
        </message>
        <message>
            <source>{width} × {height} pixels; at most {side} per side and {pixels} in all are allowed</source>
            <translation>{width} × {height} 像素；每边最多 {side}，总数最多 {pixels}</translation>
        </message>
        <message>
            <source>Make the picture smaller.</source>
            <translation>请缩小图片。</translation>
        </message>
        <message>
            <source>{width} × {height} pixels: there is nothing to see</source>
            <translation>{width} × {height} 像素：没有内容</translation>
        </message>
        <message>
            <source>Delete the file.</source>
            <translation>请删除该文件。</translation>
        </message>
        <message>
            <source>the file has {present} bytes, its header alone needs {promised}</source>
            <translation>文件有 {present} 字节，仅文件头就需要 {promised} 字节</translation>
        </message>
        <message>
            <source>Copy the file again; it is cut or no .safetensors file.</source>
            <translation>请重新复制；文件被截断或不是 .safetensors 文件。</translation>
        </message>
        <message>
            <source>the header has {found} bytes, at most {limit} are allowed</source>
            <translation>文件头有 {found} 字节，最多允许 {limit} 字节</translation>
        </message>
        <message>
            <source>Check that this is a .safetensors file.</source>
            <translation>请确认这是 .safetensors 文件。</translation>
        </message>
        <message>
            <source>the header is not a list of tensors</source>
            <translation>文件头不是张量列表</translation>
        </message>
        <message>
            <source>tensor “{tensor}” lacks a type, a shape or its place in the file</source>
            <translation>张量“{tensor}”缺少类型、形状或在文件中的位置</translation>
        </message>
        <message>
            <source>Write the file again with the program it comes from.</source>
            <translation>请用原来的程序重新写入文件。</translation>
        </message>
        <message>
            <source>tensor “{tensor}” has the unknown type {found}</source>
            <translation>张量“{tensor}”的类型 {found} 未知</translation>
        </message>
        <message>
            <source>Convert it to one of F32, F64, F16, BF16, I64, I32, U8.</source>
            <translation>请转换为 F32、F64、F16、BF16、I64、I32 或 U8。</translation>
        </message>
        <message>
            <source>the shape of tensor “{tensor}” is not possible: {found}</source>
            <translation>张量“{tensor}”的形状不可能：{found}</translation>
        </message>
        <message>
            <source>Tensors have at most 8 sides and below 2,147,483,648 values.</source>
            <translation>张量最多 8 维，且少于 2,147,483,648 个值。</translation>
        </message>
        <message>
            <source>tensor “{tensor}” needs {wanted} bytes and has {found}</source>
            <translation>张量“{tensor}”需要 {wanted} 字节，实际 {found} 字节</translation>
        </message>
        <message>
            <source>tensor “{tensor}” begins at byte {found} of the values, where {wanted} is its turn (a hole or an overlap)</source>
            <translation>张量“{tensor}”从第 {found} 字节开始，应为第 {wanted} 字节（有空隙或重叠）</translation>
        </message>
        <message>
            <source>{promised} bytes of values promised, {present} present</source>
            <translation>声明有 {promised} 字节的值，实际 {present} 字节</translation>
        </message>
        <message>
            <source>Copy the file again.</source>
            <translation>请重新复制文件。</translation>
        </message>
        <message>
            <source>Activation</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>A function applied to each value.</source>
            <translation>应用于每个值的函数。</translation>
        </message>
        <message>
            <source>The function.</source>
            <translation>所用的函数。</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>相加</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>合并</translation>
        </message>
        <message>
            <source>The sum of its inputs, value by value.</source>
            <translation>逐值求各输入之和。</translation>
        </message>
        <message>
            <source>AveragePooling2D</source>
            <translation>平均池化</translation>
        </message>
        <message>
            <source>Pooling</source>
            <translation>池化</translation>
        </message>
        <message>
            <source>Keeps the mean of each window.</source>
            <translation>保留每个窗口的平均值。</translation>
        </message>
        <message>
            <source>BatchNormalization</source>
            <translation>批归一化</translation>
        </message>
        <message>
            <source>Normalization</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>Brings each channel to mean 0 and variance 1 over the batch.</source>
            <translation>使每个通道在批次内均值为 0、方差为 1。</translation>
        </message>
        <message>
            <source>How slowly the moving mean and variance follow: 0.99 keeps 99 % at each step.</source>
            <translation>移动均值与方差的跟随快慢：0.99 表示每步保留 99 %。</translation>
        </message>
        <message>
            <source>Added to the variance so that nothing is divided by zero.</source>
            <translation>加到方差上，以免除以零。</translation>
        </message>
        <message>
            <source>Whether a learned number (beta) is added to each channel.</source>
            <translation>是否给每个通道加上一个学得的数 (beta)。</translation>
        </message>
        <message>
            <source>Whether each channel is multiplied by a learned number (gamma).</source>
            <translation>是否将每个通道乘以一个学得的数 (gamma)。</translation>
        </message>
        <message>
            <source>Concatenate</source>
            <translation>拼接</translation>
        </message>
        <message>
            <source>Its inputs side by side along one axis (channels).</source>
            <translation>将各输入沿一个轴（通道）并排拼接。</translation>
        </message>
        <message>
            <source>Conv2D</source>
            <translation>二维卷积</translation>
        </message>
        <message>
            <source>Convolution</source>
            <translation>卷积</translation>
        </message>
        <message>
            <source>Learned filters that slide over a picture.</source>
            <translation>在图片上滑动的可学习滤波器。</translation>
        </message>
        <message>
            <source>Number of filters, and so of channels in the output.</source>
            <translation>滤波器的数目，即输出的通道数。</translation>
        </message>
        <message>
            <source>Height and width of each filter.</source>
            <translation>每个滤波器的高和宽。</translation>
        </message>
        <message>
            <source>How far the filter moves from one output to the next, down and right.</source>
            <translation>滤波器从一个输出到下一个输出向下、向右移动的距离。</translation>
        </message>
        <message>
            <source>“same” adds zeros around the picture so that the output is as large as the input; “valid” adds none.</source>
            <translation>“same”在图片四周补零，使输出与输入一样大；“valid”不补零。</translation>
        </message>
        <message>
            <source>Function applied to each output.</source>
            <translation>应用于每个输出的函数。</translation>
        </message>
        <message>
            <source>Distance of the pixels that a filter looks at.</source>
            <translation>滤波器所看像素之间的距离。</translation>
        </message>
        <message>
            <source>Whether a learned number is added to each channel.</source>
            <translation>是否给每个通道加上一个学得的数。</translation>
        </message>
        <message>
            <source>How the kernel begins.</source>
            <translation>卷积核的初始化方式。</translation>
        </message>
        <message>
            <source>How the bias begins.</source>
            <translation>偏置的初始化方式。</translation>
        </message>
        <message>
            <source>Dense</source>
            <translation>全连接</translation>
        </message>
        <message>
            <source>Every output sees every input.</source>
            <translation>每个输出都能看到每个输入。</translation>
        </message>
        <message>
            <source>Number of outputs.</source>
            <translation>输出的数目。</translation>
        </message>
        <message>
            <source>Whether a learned number is added to each output.</source>
            <translation>是否给每个输出加上一个学得的数。</translation>
        </message>
        <message>
            <source>DepthwiseConv2D</source>
            <translation>深度卷积</translation>
        </message>
        <message>
            <source>Each channel has filters of its own.</source>
            <translation>每个通道有自己的滤波器。</translation>
        </message>
        <message>
            <source>Filters for each channel.</source>
            <translation>每个通道的滤波器数目。</translation>
        </message>
        <message>
            <source>Dropout</source>
            <translation>随机丢弃</translation>
        </message>
        <message>
            <source>Regularization</source>
            <translation>正则化</translation>
        </message>
        <message>
            <source>Drops a random share of the values while training.</source>
            <translation>训练时随机丢弃一部分值。</translation>
        </message>
        <message>
            <source>Share of the values that are dropped.</source>
            <translation>丢弃的值所占比例。</translation>
        </message>
        <message>
            <source>Flatten</source>
            <translation>展平</translation>
        </message>
        <message>
            <source>All values of a sample in one row.</source>
            <translation>将一个样本的所有值排成一行。</translation>
        </message>
        <message>
            <source>GlobalAveragePooling2D</source>
            <translation>全局平均池化</translation>
        </message>
        <message>
            <source>The mean of each channel over the whole picture.</source>
            <translation>每个通道在整张图片上的平均值。</translation>
        </message>
        <message>
            <source>The shape has {found} sides, at most 8 are allowed</source>
            <translation>形状有 {found} 维，最多允许 8 维</translation>
        </message>
        <message>
            <source>Use fewer sides.</source>
            <translation>请减少维数。</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Input and output</source>
            <translation>输入与输出</translation>
        </message>
        <message>
            <source>Where samples enter the network.</source>
            <translation>样本进入网络之处。</translation>
        </message>
        <message>
            <source>Shape of one sample without the batch: height, width, channels; or one number for a row of values.</source>
            <translation>单个样本的形状（不含批次）：高、宽、通道；或一个数，表示一行值。</translation>
        </message>
        <message>
            <source>{kind} needs a flat input but gets {found}</source>
            <translation>{kind} 需要一维输入，得到的却是 {found}</translation>
        </message>
        <message>
            <source>Insert Flatten ({values} values) before it.</source>
            <translation>请在其前插入 Flatten（{values} 个值）。</translation>
        </message>
        <message>
            <source>{kind} needs pictures (height × width × channels) but gets {found}</source>
            <translation>{kind} 需要图片（高 × 宽 × 通道），得到的却是 {found}</translation>
        </message>
        <message>
            <source>Put it before Flatten, or remove it.</source>
            <translation>请将它放到 Flatten 之前，或移除它。</translation>
        </message>
        <message>
            <source>The {height} × {width} window of {kind} is larger than its {found} input</source>
            <translation>{kind} 的 {height} × {width} 窗口大于其 {found} 的输入</translation>
        </message>
        <message>
            <source>Make the window smaller, or set padding to “same”.</source>
            <translation>请缩小窗口，或将 padding 设为“same”。</translation>
        </message>
        <message>
            <source>{kind} joins inputs of one shape but gets {first} and {other}</source>
            <translation>{kind} 合并形状相同的输入，得到的却是 {first} 和 {other}</translation>
        </message>
        <message>
            <source>Make both branches end with the same shape, or use Concatenate.</source>
            <translation>请使两个分支以相同形状结束，或使用 Concatenate。</translation>
        </message>
        <message>
            <source>Insert Flatten ({values} values)</source>
            <translation>插入 Flatten（{values} 个值）</translation>
        </message>
        <message>
            <source>Insert GlobalAveragePooling2D ({values} values)</source>
            <translation>插入 GlobalAveragePooling2D（{values} 个值）</translation>
        </message>
        <message>
            <source>Remove {node}</source>
            <translation>移除 {node}</translation>
        </message>
        <message>
            <source>Set padding to “same”</source>
            <translation>将 padding 设为“same”</translation>
        </message>
        <message>
            <source>MaxPooling2D</source>
            <translation>最大池化</translation>
        </message>
        <message>
            <source>Keeps the largest value of each window.</source>
            <translation>保留每个窗口的最大值。</translation>
        </message>
        <message>
            <source>Height and width of the window.</source>
            <translation>窗口的高和宽。</translation>
        </message>
        <message>
            <source>How far the window moves; 0 means as far as it is large.</source>
            <translation>窗口移动的距离；0 表示与窗口大小相同。</translation>
        </message>
        <message>
            <source>“same” lets windows reach over the border (what lies outside does not count); “valid” does not.</source>
            <translation>“same”允许窗口越过边界（界外不计）；“valid”不允许。</translation>
        </message>
        <message>
            <source>The network has no layers</source>
            <translation>网络中没有图层</translation>
        </message>
        <message>
            <source>Add an Input and go on from there.</source>
            <translation>请先添加 Input，再继续。</translation>
        </message>
        <message>
            <source>The network has no Input</source>
            <translation>网络没有 Input</translation>
        </message>
        <message>
            <source>Add an Input layer.</source>
            <translation>请添加 Input 图层。</translation>
        </message>
        <message>
            <source>The node is kept as it is. Remove it, or open the file with a newer version.</source>
            <translation>节点将原样保留。请移除它，或用更新的版本打开文件。</translation>
        </message>
        <message>
            <source>{node} depends on its own output</source>
            <translation>{node} 依赖于自己的输出</translation>
        </message>
        <message>
            <source>Remove one of the wires of the circle.</source>
            <translation>请删除环中的一条连线。</translation>
        </message>
        <message>
            <source>{node} has no input</source>
            <translation>{node} 没有输入</translation>
        </message>
        <message>
            <source>Draw a wire into it, or remove it.</source>
            <translation>请为它连线，或移除它。</translation>
        </message>
        <message>
            <source>{node} has {found} input, it needs at least {wanted}</source>
            <translation>{node} 有 {found} 个输入，至少需要 {wanted} 个</translation>
        </message>
        <message>
            <source>Draw another wire into it.</source>
            <translation>请再为它连一条线。</translation>
        </message>
        <message>
            <source>{node} has {found} inputs, it takes {wanted}</source>
            <translation>{node} 有 {found} 个输入，应为 {wanted} 个</translation>
        </message>
        <message>
            <source>Remove a wire, or join the inputs with Add or Concatenate first.</source>
            <translation>请删除一条连线，或先用 Add 或 Concatenate 合并输入。</translation>
        </message>
        <message>
            <source>Two nodes are named {node}</source>
            <translation>有两个节点都叫 {node}</translation>
        </message>
        <message>
            <source>Rename one of them.</source>
            <translation>请重命名其中之一。</translation>
        </message>
        <message>
            <source>{node} would hold {elements} numbers in one tensor; the limit is 2,147,483,647</source>
            <translation>{node} 的一个张量将有 {elements} 个数；上限为 2,147,483,647</translation>
        </message>
        <message>
            <source>Make the layer or its input smaller.</source>
            <translation>请缩小该图层或其输入。</translation>
        </message>
        <message>
            <source>The network has {count} Input layers, the data fills one</source>
            <translation>网络有 {count} 个 Input，数据只能填充一个</translation>
        </message>
        <message>
            <source>Remove the others.</source>
            <translation>请移除其余的。</translation>
        </message>
        <message>
            <source>{node} expects {expected} but the data's samples are {found}</source>
            <translation>{node} 需要 {expected}，而数据的样本为 {found}</translation>
        </message>
        <message>
            <source>Set the shape of {node} to {found}.</source>
            <translation>请将 {node} 的形状设为 {found}。</translation>
        </message>
        <message>
            <source>{node} gives {found} numbers but the data has {classes} classes</source>
            <translation>{node} 给出 {found} 个数，而数据有 {classes} 个类别</translation>
        </message>
        <message>
            <source>Set the size of the last layer to {classes}.</source>
            <translation>请将最后一层的大小设为 {classes}。</translation>
        </message>
        <message>
            <source>{node} ends with {found}, the loss needs one row of numbers</source>
            <translation>{node} 以 {found} 结束，损失需要一行数</translation>
        </message>
        <message>
            <source>Put Flatten or a global pooling, then Dense, at the end.</source>
            <translation>请在末尾放置 Flatten 或全局池化，再加 Dense。</translation>
        </message>
        <message>
            <source>{node} gives {found} numbers but each target has {wanted}</source>
            <translation>{node} 给出 {found} 个数，而每个目标有 {wanted} 个</translation>
        </message>
        <message>
            <source>Set the size of the last layer to {wanted}.</source>
            <translation>请将最后一层的大小设为 {wanted}。</translation>
        </message>
        <message>
            <source>{loss} compares values but the data has classes</source>
            <translation>{loss} 比较数值，而数据是类别</translation>
        </message>
        <message>
            <source>Choose sparse categorical cross-entropy.</source>
            <translation>请选择稀疏分类交叉熵。</translation>
        </message>
        <message>
            <source>{loss} needs probabilities, but {node} ends with {activation}</source>
            <translation>{loss} 需要概率，而 {node} 以 {activation} 结束</translation>
        </message>
        <message>
            <source>Set its activation to softmax.</source>
            <translation>请将其激活设为 softmax。</translation>
        </message>
        <message>
            <source>Softmax follows softmax at {node}: probabilities become nearly equal</source>
            <translation>{node} 处 softmax 之后又是 softmax：概率会变得几乎相等</translation>
        </message>
        <message>
            <source>Remove one of them.</source>
            <translation>请移除其中之一。</translation>
        </message>
        <message>
            <source>{node} has no activation before the next Dense: together they are one linear layer</source>
            <translation>{node} 在下一个 Dense 之前没有激活：两者合起来只是一个线性层</translation>
        </message>
        <message>
            <source>Set its activation to relu.</source>
            <translation>请将其激活设为 relu。</translation>
        </message>
        <message>
            <source>{node} drops outputs of the network itself</source>
            <translation>{node} 丢弃的是网络本身的输出</translation>
        </message>
        <message>
            <source>Move it before the last layer, or remove it.</source>
            <translation>请将它移到最后一层之前，或移除它。</translation>
        </message>
        <message>
            <source>{node} cannot learn from batches of 1: a channel's values are their own mean</source>
            <translation>{node} 无法从大小为 1 的批次学习：通道的值就是自身的均值</translation>
        </message>
        <message>
            <source>Use a batch size of at least 2, better 16.</source>
            <translation>请使用至少为 2 的批次大小，最好为 16。</translation>
        </message>
        <message>
            <source>The network has no weights to train</source>
            <translation>网络没有可训练的权重</translation>
        </message>
        <message>
            <source>Add a layer with weights, such as Dense or Conv2D.</source>
            <translation>请添加带权重的图层，例如 Dense 或 Conv2D。</translation>
        </message>
        <message>
            <source>Choose at least 1.</source>
            <translation>请至少选择 1。</translation>
        </message>
        <message>
            <source>The batch size {found} is larger than the {samples} training samples: each epoch is one step</source>
            <translation>批次大小 {found} 大于 {samples} 个训练样本：每轮只有一步</translation>
        </message>
        <message>
            <source>Choose a smaller batch.</source>
            <translation>请选择较小的批次。</translation>
        </message>
        <message>
            <source>A learning rate of {found} is unusual for {optimizer} ({low} … {high} is common)</source>
            <translation>学习率 {found} 对 {optimizer} 来说不常见（通常为 {low} … {high}）</translation>
        </message>
        <message>
            <source>Begin with {usual}.</source>
            <translation>请从 {usual} 开始。</translation>
        </message>
        <message>
            <source>The data has no training samples</source>
            <translation>数据中没有训练样本</translation>
        </message>
        <message>
            <source>Choose other data, or a smaller share for validation.</source>
            <translation>请选择其他数据，或减小验证比例。</translation>
        </message>
        <message>
            <source>This needs about {needed} MiB, {available} MiB are free</source>
            <translation>训练约需 {needed} MiB，剩余 {available} MiB</translation>
        </message>
        <message>
            <source>Make layers or the batch smaller, or let outputs be recomputed (recompute_activations).</source>
            <translation>请缩小图层或批次，或改为重新计算输出（recompute_activations）。</translation>
        </message>
        <message>
            <source>Set activation to softmax</source>
            <translation>将激活设为 softmax</translation>
        </message>
        <message>
            <source>Set activation to relu</source>
            <translation>将激活设为 relu</translation>
        </message>
        <message>
            <source>Set the shape to {found}</source>
            <translation>将形状设为 {found}</translation>
        </message>
        <message>
            <source>Use mean squared error</source>
            <translation>使用均方误差</translation>
        </message>
        <message>
            <source>Use sparse categorical cross-entropy</source>
            <translation>使用稀疏分类交叉熵</translation>
        </message>
        <message>
            <source>Set units to {wanted}</source>
            <translation>将 units 设为 {wanted}</translation>
        </message>
        <message>
            <source>{node} has a value that is not finite ({tensor}) at step {step}</source>
            <translation>{node} 在第 {step} 步出现非有限值（{tensor}）</translation>
        </message>
        <message>
            <source>Lower the learning rate to a tenth, or look at the inputs. The weights are those of the step before.</source>
            <translation>请将学习率降到十分之一，或检查输入。权重为前一步的权重。</translation>
        </message>
        <message>
            <source>Lower the learning rate.</source>
            <translation>请降低学习率。</translation>
        </message>
        <message>
            <source>The network expects {tensor} as {expected}, the file has {found}</source>
            <translation>网络需要 {tensor} 为 {expected}，文件中为 {found}</translation>
        </message>
        <message>
            <source>Use weights that were saved from this network; train --skip-mismatch takes those that fit.</source>
            <translation>请使用从此网络保存的权重；train --skip-mismatch 可只取匹配的权重。</translation>
        </message>
        <message>
            <source>{tensor} holds {count} values that are not finite</source>
            <translation>{tensor} 中有 {count} 个非有限值</translation>
        </message>
        <message>
            <source>Use other weights.</source>
            <translation>请使用其他权重。</translation>
        </message>
        <message>
            <source>Mean squared error</source>
            <translation>均方误差</translation>
        </message>
        <message>
            <source>Regression</source>
            <translation>回归</translation>
        </message>
        <message>
            <source>The mean of the squared differences; targets are values.</source>
            <translation>差的平方的平均值；目标为数值。</translation>
        </message>
        <message>
            <source>Sparse categorical cross-entropy</source>
            <translation>稀疏分类交叉熵</translation>
        </message>
        <message>
            <source>Classification</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>How surprised the network is by the right class; targets are class numbers.</source>
            <translation>网络对正确类别的意外程度；目标为类别编号。</translation>
        </message>
        <message>
            <source>Whether the output is not yet probabilities (no softmax at the end).</source>
            <translation>输出是否尚不是概率（末尾没有 softmax）。</translation>
        </message>
        <message>
            <source>Adam</source>
            <translation>Adam</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>优化器</translation>
        </message>
        <message>
            <source>Each weight has its own rate, from running means of its gradients.</source>
            <translation>每个权重按其梯度的滑动平均有各自的步长。</translation>
        </message>
        <message>
            <source>How far one step goes.</source>
            <translation>每一步走多远。</translation>
        </message>
        <message>
            <source>How slowly the mean of the gradients follows.</source>
            <translation>梯度均值的跟随快慢。</translation>
        </message>
        <message>
            <source>How slowly the mean of the squared gradients follows.</source>
            <translation>梯度平方均值的跟随快慢。</translation>
        </message>
        <message>
            <source>Keeps the division from zero.</source>
            <translation>避免除以零。</translation>
        </message>
        <message>
            <source>SGD</source>
            <translation>SGD</translation>
        </message>
        <message>
            <source>Down along the gradient, with momentum if wanted.</source>
            <translation>沿梯度下降，可选动量。</translation>
        </message>
        <message>
            <source>Share of the last step that is kept.</source>
            <translation>保留上一步的比例。</translation>
        </message>
        <message>
            <source>Whether the gradient counts as if taken one step ahead.</source>
            <translation>是否按前进一步后的梯度计算。</translation>
        </message>
        <message>
            <source>Training ended with an unexpected error: {text}</source>
            <translation>训练因意外错误而结束：{text}</translation>
        </message>
        <message>
            <source>Please report this with the project file.</source>
            <translation>请连同项目文件一起报告此问题。</translation>
        </message>
        <message>
            <source>Fashion-MNIST, subset of 2,000 + 500</source>
            <translation>Fashion-MNIST，2,000 + 500 子集</translation>
        </message>
        <message>
            <source>28 × 28 grey pictures of clothes in 10 classes.</source>
            <translation>10 类服饰的 28 × 28 灰度图片。</translation>
        </message>
        <message>
            <source>Digits, 1,497 + 300</source>
            <translation>手写数字，1,497 + 300</translation>
        </message>
        <message>
            <source>8 × 8 pictures of handwritten digits; trains in a second.</source>
            <translation>8 × 8 手写数字图片；一秒内即可训练。</translation>
        </message>
        <message>
            <source>Two spirals</source>
            <translation>双螺旋</translation>
        </message>
        <message>
            <source>Points in the plane on two arms that wind around each other; needs hidden layers.</source>
            <translation>平面上两条相互缠绕的螺旋臂上的点；需要隐藏层。</translation>
        </message>
        <message>
            <source>Two moons</source>
            <translation>双月牙</translation>
        </message>
        <message>
            <source>Points in the plane on two half circles that grip into each other.</source>
            <translation>平面上两个相互咬合的半圆上的点。</translation>
        </message>
        <message>
            <source>Fashion-MNIST, 60,000 + 10,000</source>
            <translation>Fashion-MNIST，60,000 + 10,000</translation>
        </message>
        <message>
            <source>The full set, from Debian's package dataset-fashion-mnist.</source>
            <translation>完整数据集，来自 Debian 软件包 dataset-fashion-mnist。</translation>
        </message>
        <message>
            <source>Small convolutional network</source>
            <translation>小型卷积网络</translation>
        </message>
        <message>
            <source>Two convolutions and two dense layers; learns Fashion-MNIST in seconds.</source>
            <translation>两个卷积层和两个全连接层；几秒内学会 Fashion-MNIST。</translation>
        </message>
        <message>
            <source>Multi-layer perceptron</source>
            <translation>多层感知机</translation>
        </message>
        <message>
            <source>Dense layers only: the first network of every course.</source>
            <translation>只有全连接层：每门课程的第一个网络。</translation>
        </message>
        <message>
            <source>ResNet-20</source>
            <translation>ResNet-20</translation>
        </message>
        <message>
            <source>Residual blocks with batch normalization (He et al. 2015).</source>
            <translation>带批归一化的残差块（He 等，2015）。</translation>
        </message>
        <message>
            <source>Keras tutorial CNN</source>
            <translation>Keras 教程 CNN</translation>
        </message>
        <message>
            <source>The picture classifier of a first Keras tutorial: 224 × 224 × 3, 23.9 million parameters.</source>
            <translation>Keras 入门教程中的图片分类器：224 × 224 × 3，2390 万个参数。</translation>
        </message>
        <message>
            <source>any finite number</source>
            <translation>任意有限数</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>整数</translation>
        </message>
        <message>
            <source>MobileNet form</source>
            <translation>MobileNet 形式</translation>
        </message>
        <message>
            <source>Depthwise-separable convolutions (Howard et al. 2017): few weights, little work.</source>
            <translation>深度可分离卷积（Howard 等，2017）：权重少，计算量小。</translation>
        </message>
        <message>
            <source>Choose another initializer; identity needs a matrix, orthogonal at least two dimensions.</source>
            <translation>请换一种初始化方式：identity 需要矩阵，orthogonal 至少需要两个维度。</translation>
        </message>
        <message>
            <source>Choose axes from 0 to one below the number of dimensions.</source>
            <translation>轴的编号应从 0 到维数减 1。</translation>
        </message>
        <message>
            <source>{kind} cannot make the {tensor} of {node} ({shape})</source>
            <translation>{kind} 无法生成 {node} 的 {tensor}（{shape}）</translation>
        </message>
        <message>
            <source>{kind} names an axis that the {tensor} of {node} ({shape}) does not have</source>
            <translation>{kind} 指定的轴在 {node} 的 {tensor}（{shape}）中不存在</translation>
        </message>
        <message>
            <source>How beta begins.</source>
            <translation>beta 的初始化方式。</translation>
        </message>
        <message>
            <source>How gamma begins.</source>
            <translation>gamma 的初始化方式。</translation>
        </message>
        <message>
            <source>How the moving mean begins.</source>
            <translation>移动均值的初始值。</translation>
        </message>
        <message>
            <source>How the moving variance begins.</source>
            <translation>移动方差的初始值。</translation>
        </message>
        <message>
            <source>Penalty on beta, added to the loss.</source>
            <translation>对 beta 的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>Penalty on gamma, added to the loss.</source>
            <translation>对 gamma 的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>Penalty on the bias, added to the loss.</source>
            <translation>对偏置的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>Penalty on the kernel, added to the loss.</source>
            <translation>对卷积核（权重矩阵）的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>Penalty on the output, added to the loss: its mean over the batch.</source>
            <translation>对输出的惩罚，按批次取平均后加到损失上。</translation>
        </message>
        <message>
            <source>What beta is held to after each step.</source>
            <translation>每步之后对 beta 的约束。</translation>
        </message>
        <message>
            <source>What gamma is held to after each step.</source>
            <translation>每步之后对 gamma 的约束。</translation>
        </message>
        <message>
            <source>What the bias is held to after each step.</source>
            <translation>每步之后对偏置的约束。</translation>
        </message>
        <message>
            <source>What the kernel is held to after each step.</source>
            <translation>每步之后对卷积核（权重矩阵）的约束。</translation>
        </message>
        <message>
            <source>Whether training moves the weights; off keeps them as they are.</source>
            <translation>训练是否改变权重；关闭则保持不变。</translation>
        </message>
        <message>
            <source>Constant</source>
            <translation>常数</translation>
        </message>
        <message>
            <source>Zeros</source>
            <translation>全 0</translation>
        </message>
        <message>
            <source>Ones</source>
            <translation>全 1</translation>
        </message>
        <message>
            <source>Identity</source>
            <translation>单位矩阵</translation>
        </message>
        <message>
            <source>Orthogonal</source>
            <translation>正交</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Glorot normal</source>
            <translation>Glorot 正态</translation>
        </message>
        <message>
            <source>Glorot uniform</source>
            <translation>Glorot 均匀</translation>
        </message>
        <message>
            <source>He normal</source>
            <translation>He 正态</translation>
        </message>
        <message>
            <source>He uniform</source>
            <translation>He 均匀</translation>
        </message>
        <message>
            <source>LeCun normal</source>
            <translation>LeCun 正态</translation>
        </message>
        <message>
            <source>LeCun uniform</source>
            <translation>LeCun 均匀</translation>
        </message>
        <message>
            <source>Random normal</source>
            <translation>随机正态</translation>
        </message>
        <message>
            <source>Random uniform</source>
            <translation>随机均匀</translation>
        </message>
        <message>
            <source>Truncated normal</source>
            <translation>截断正态</translation>
        </message>
        <message>
            <source>L1</source>
            <translation>L1</translation>
        </message>
        <message>
            <source>L2</source>
            <translation>L2</translation>
        </message>
        <message>
            <source>L1 and L2</source>
            <translation>L1 与 L2</translation>
        </message>
        <message>
            <source>Largest norm</source>
            <translation>最大范数</translation>
        </message>
        <message>
            <source>Norm 1</source>
            <translation>单位范数</translation>
        </message>
        <message>
            <source>Not negative</source>
            <translation>非负</translation>
        </message>
        <message>
            <source>Initializer</source>
            <translation>初始化</translation>
        </message>
        <message>
            <source>Regularizer</source>
            <translation>正则化</translation>
        </message>
        <message>
            <source>Constraint</source>
            <translation>约束</translation>
        </message>
        <message>
            <source>All 0.</source>
            <translation>全部为 0。</translation>
        </message>
        <message>
            <source>All 1.</source>
            <translation>全部为 1。</translation>
        </message>
        <message>
            <source>All the same number.</source>
            <translation>全部为同一个数。</translation>
        </message>
        <message>
            <source>A matrix that passes its input on.</source>
            <translation>把输入原样传递的矩阵。</translation>
        </message>
        <message>
            <source>Random numbers of one range, all equally likely.</source>
            <translation>某个范围内等概率的随机数。</translation>
        </message>
        <message>
            <source>Normally distributed random numbers.</source>
            <translation>正态分布的随机数。</translation>
        </message>
        <message>
            <source>Normally distributed random numbers, none further from the mean than two deviations.</source>
            <translation>正态分布的随机数，与均值的距离不超过两个标准差。</translation>
        </message>
        <message>
            <source>Keeps the size of signals in both directions; good before tanh, sigmoid and softmax.</source>
            <translation>使信号在前向和反向都保持大小；适合 tanh、sigmoid 和 softmax 之前。</translation>
        </message>
        <message>
            <source>As Glorot uniform, but with truncated normal numbers.</source>
            <translation>与 Glorot 均匀相同，但使用截断正态随机数。</translation>
        </message>
        <message>
            <source>Keeps the size of signals where relu drops half of them.</source>
            <translation>在 relu 去掉一半信号时保持其大小。</translation>
        </message>
        <message>
            <source>As He uniform, but with truncated normal numbers.</source>
            <translation>与 He 均匀相同，但使用截断正态随机数。</translation>
        </message>
        <message>
            <source>Keeps the size of signals on their way forward; meant for selu.</source>
            <translation>使信号在前向保持大小；用于 selu。</translation>
        </message>
        <message>
            <source>As LeCun uniform, but with truncated normal numbers.</source>
            <translation>与 LeCun 均匀相同，但使用截断正态随机数。</translation>
        </message>
        <message>
            <source>A random rotation: keeps lengths and angles.</source>
            <translation>随机旋转：保持长度和角度。</translation>
        </message>
        <message>
            <source>No penalty.</source>
            <translation>没有惩罚。</translation>
        </message>
        <message>
            <source>Penalizes size: many numbers become exactly 0.</source>
            <translation>惩罚绝对值：许多数会正好变为 0。</translation>
        </message>
        <message>
            <source>Penalizes squares: no number becomes large.</source>
            <translation>惩罚平方：没有数会变得很大。</translation>
        </message>
        <message>
            <source>Penalizes sizes and squares.</source>
            <translation>惩罚绝对值与平方。</translation>
        </message>
        <message>
            <source>Weights may take any value.</source>
            <translation>权重可取任意值。</translation>
        </message>
        <message>
            <source>Negative weights become 0.</source>
            <translation>负的权重变为 0。</translation>
        </message>
        <message>
            <source>The weights of a unit are shortened where their norm is too large.</source>
            <translation>单元的权重范数过大时被缩短。</translation>
        </message>
        <message>
            <source>The weights of a unit always have the norm 1.</source>
            <translation>单元的权重范数始终为 1。</translation>
        </message>
        <message>
            <source>The number.</source>
            <translation>该数值。</translation>
        </message>
        <message>
            <source>The number on the diagonal.</source>
            <translation>对角线上的数。</translation>
        </message>
        <message>
            <source>The smallest number.</source>
            <translation>最小的数。</translation>
        </message>
        <message>
            <source>The largest number.</source>
            <translation>最大的数。</translation>
        </message>
        <message>
            <source>The mean.</source>
            <translation>均值。</translation>
        </message>
        <message>
            <source>The standard deviation.</source>
            <translation>标准差。</translation>
        </message>
        <message>
            <source>The standard deviation, before the tails are cut.</source>
            <translation>截断之前的标准差。</translation>
        </message>
        <message>
            <source>The length of each column.</source>
            <translation>每一列的长度。</translation>
        </message>
        <message>
            <source>How much a number's size weighs.</source>
            <translation>绝对值的权重。</translation>
        </message>
        <message>
            <source>How much a number's square weighs.</source>
            <translation>平方的权重。</translation>
        </message>
        <message>
            <source>The largest norm.</source>
            <translation>最大的范数。</translation>
        </message>
        <message>
            <source>Dimensions that are summed over: [0] for the inputs of each unit of Dense, [0, 1, 2] for each filter of Conv2D.</source>
            <translation>参与求和的维度：[0] 对应 Dense 每个单元的输入，[0, 1, 2] 对应 Conv2D 的每个滤波器。</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>Share of correct predictions.</source>
            <translation>回答正确的比例。</translation>
        </message>
        <message>
            <source>Top-k accuracy</source>
            <translation>前 k 准确率</translation>
        </message>
        <message>
            <source>Share of samples whose class is among the k largest scores.</source>
            <translation>真实类别位于得分最高的 k 个之中的样本比例。</translation>
        </message>
        <message>
            <source>How many of the highest scores count as the prediction.</source>
            <translation>把得分最高的多少个类别算作预测。</translation>
        </message>
        <message>
            <source>Balanced accuracy</source>
            <translation>平衡准确率</translation>
        </message>
        <message>
            <source>The mean of the classes' recalls: rare classes count as much as frequent ones.</source>
            <translation>各类别召回率的平均：稀有类别与常见类别同等重要。</translation>
        </message>
        <message>
            <source>Cohen's kappa</source>
            <translation>Cohen κ 系数</translation>
        </message>
        <message>
            <source>Agreement beyond chance: 1 is perfect, 0 is chance.</source>
            <translation>超出偶然的一致程度：1 为完全一致，0 为偶然。</translation>
        </message>
        <message>
            <source>Matthews correlation</source>
            <translation>马修斯相关系数</translation>
        </message>
        <message>
            <source>Correlation of predictions and truth: 1 is perfect, 0 is chance, −1 is opposite.</source>
            <translation>预测与真实的相关性：1 为完全一致，0 为偶然，−1 为完全相反。</translation>
        </message>
        <message>
            <source>“macro”: all classes count the same; “weighted”: by their samples; “micro”: all samples count the same.</source>
            <translation>“macro”：各类别同等重要；“weighted”：按样本数加权；“micro”：每个样本同等重要。</translation>
        </message>
        <message>
            <source>“macro”: all classes count the same; “weighted”: by their samples. With two classes: the value of the second one.</source>
            <translation>“macro”：各类别同等重要；“weighted”：按样本数加权。两个类别时按第二类评判。</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精确率</translation>
        </message>
        <message>
            <source>Share of the predictions of a class that are correct.</source>
            <translation>预测为某类的样本中正确的比例。</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>召回率</translation>
        </message>
        <message>
            <source>Share of the samples of a class that are found.</source>
            <translation>某类样本中被找出的比例。</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
        <message>
            <source>The harmonic mean of precision and recall.</source>
            <translation>精确率与召回率的调和平均。</translation>
        </message>
        <message>
            <source>ROC AUC</source>
            <translation>ROC 曲线下面积</translation>
        </message>
        <message>
            <source>How likely a sample of the class has a higher score than another one.</source>
            <translation>该类样本得分高于其他样本的可能性。</translation>
        </message>
        <message>
            <source>Average precision</source>
            <translation>平均精确率</translation>
        </message>
        <message>
            <source>The mean of the precisions at each further sample of the class that is found.</source>
            <translation>每多找出一个该类样本时精确率的平均。</translation>
        </message>
        <message>
            <source>Log-loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>How surprised the network is by the truth, on average.</source>
            <translation>网络对真实结果的平均惊讶程度。</translation>
        </message>
        <message>
            <source>Root mean squared error</source>
            <translation>均方根误差</translation>
        </message>
        <message>
            <source>The mean of the squared differences.</source>
            <translation>差的平方的平均。</translation>
        </message>
        <message>
            <source>The root of the mean squared error: in the unit of the values.</source>
            <translation>均方误差的平方根：与数值同单位。</translation>
        </message>
        <message>
            <source>Mean absolute error</source>
            <translation>平均绝对误差</translation>
        </message>
        <message>
            <source>The mean of the differences' sizes.</source>
            <translation>差的绝对值的平均。</translation>
        </message>
        <message>
            <source>Mean absolute percentage error</source>
            <translation>平均绝对百分比误差</translation>
        </message>
        <message>
            <source>The mean of the differences as shares of the true values (1 is 100 %).</source>
            <translation>差占真实值比例的平均（1 即 100 %）。</translation>
        </message>
        <message>
            <source>R²</source>
            <translation>决定系数 R²</translation>
        </message>
        <message>
            <source>Share of the values' variance that is explained: 1 is perfect, 0 is as good as their mean.</source>
            <translation>数值方差中被解释的比例：1 为完全解释，0 相当于只用均值。</translation>
        </message>
        <message>
            <source>another program is writing in “{folder}”</source>
            <translation>另一个程序正在写入“{folder}”</translation>
        </message>
        <message>
            <source>Wait until it has finished, or end it.</source>
            <translation>请等它结束，或终止它。</translation>
        </message>
        <message>
            <source>{count} of {classes} classes have no training sample, “{class}” is the first</source>
            <translation>{classes} 个类别中有 {count} 个没有训练样本，第一个是“{class}”</translation>
        </message>
        <message>
            <source>Add samples, or remove the classes.</source>
            <translation>请添加样本，或删除这些类别。</translation>
        </message>
        <message>
            <source>Conv2DTranspose</source>
            <translation>转置卷积</translation>
        </message>
        <message>
            <source>A convolution backwards: makes pictures larger.</source>
            <translation>反向的卷积：把图片变大。</translation>
        </message>
        <message>
            <source>Number of channels in the output.</source>
            <translation>输出的通道数。</translation>
        </message>
        <message>
            <source>How many times larger the picture becomes, down and right.</source>
            <translation>图片在竖直和水平方向上放大的倍数。</translation>
        </message>
        <message>
            <source>“same”: exactly strides times as large; “valid”: the filters reach over the border too.</source>
            <translation>“same”：正好放大 strides 倍；“valid”：滤波器也伸出边界。</translation>
        </message>
        <message>
            <source>Distance of the pixels that a filter stamps.</source>
            <translation>滤波器所印像素之间的距离。</translation>
        </message>
        <message>
            <source>GlobalMaxPooling2D</source>
            <translation>全局最大池化</translation>
        </message>
        <message>
            <source>The largest value of each channel over the whole picture.</source>
            <translation>每个通道在整张图片上的最大值。</translation>
        </message>
        <message>
            <source>Whether the output stays a picture, of 1 × 1 pixels.</source>
            <translation>输出是否仍为 1 × 1 像素的图片。</translation>
        </message>
        <message>
            <source>Reshape</source>
            <translation>改变形状</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>The same values with other sides.</source>
            <translation>数值不变，改变各维大小。</translation>
        </message>
        <message>
            <source>Sides of the output; one may be −1: what is left for it.</source>
            <translation>输出各维的大小；其中一个可为 −1：取剩余的值。</translation>
        </message>
        <message>
            <source>Permute</source>
            <translation>重排维度</translation>
        </message>
        <message>
            <source>The dimensions in another order.</source>
            <translation>以另一种顺序排列各维。</translation>
        </message>
        <message>
            <source>Which dimension of the input each one of the output is, counted from 1.</source>
            <translation>输出的每一维对应输入的第几维，从 1 开始数。</translation>
        </message>
        <message>
            <source>ZeroPadding2D</source>
            <translation>补零</translation>
        </message>
        <message>
            <source>Zeros around a picture.</source>
            <translation>在图片四周补零。</translation>
        </message>
        <message>
            <source>Pixels: one number for all sides, two for height and width, or four for top, bottom, left and right.</source>
            <translation>像素数：一个数用于四边，两个数为高和宽，四个数为上、下、左、右。</translation>
        </message>
        <message>
            <source>Cropping2D</source>
            <translation>裁剪</translation>
        </message>
        <message>
            <source>A picture without its border.</source>
            <translation>去掉图片的边缘。</translation>
        </message>
        <message>
            <source>UpSampling2D</source>
            <translation>上采样</translation>
        </message>
        <message>
            <source>A picture made larger.</source>
            <translation>把图片放大。</translation>
        </message>
        <message>
            <source>How many times higher and wider the picture becomes.</source>
            <translation>图片变高和变宽的倍数。</translation>
        </message>
        <message>
            <source>“nearest” repeats pixels, “bilinear” blends neighbours.</source>
            <translation>“nearest”重复像素，“bilinear”混合相邻像素。</translation>
        </message>
        <message>
            <source>LayerNormalization</source>
            <translation>层归一化</translation>
        </message>
        <message>
            <source>Brings the channels of each position to mean 0 and variance 1.</source>
            <translation>把每个位置的各通道调整为均值 0、方差 1。</translation>
        </message>
        <message>
            <source>GroupNormalization</source>
            <translation>组归一化</translation>
        </message>
        <message>
            <source>Brings groups of channels of each sample to mean 0 and variance 1.</source>
            <translation>把每个样本的通道组调整为均值 0、方差 1。</translation>
        </message>
        <message>
            <source>Groups of channels that are normalized together; 1: all at once, −1: each channel alone.</source>
            <translation>一起归一化的通道组数；1：全部一起，−1：每个通道单独。</translation>
        </message>
        <message>
            <source>Rescaling</source>
            <translation>缩放</translation>
        </message>
        <message>
            <source>Multiplies each value and adds a number.</source>
            <translation>每个值乘以系数并加上一个数。</translation>
        </message>
        <message>
            <source>What each value is multiplied by.</source>
            <translation>每个值所乘的系数。</translation>
        </message>
        <message>
            <source>What is added then.</source>
            <translation>随后加上的数。</translation>
        </message>
        <message>
            <source>ReLU</source>
            <translation>ReLU</translation>
        </message>
        <message>
            <source>Cuts negative values off.</source>
            <translation>截去负值。</translation>
        </message>
        <message>
            <source>Larger outputs are cut to this; 0 means no limit (Keras: None).</source>
            <translation>更大的输出被截到此值；0 表示没有上限（Keras：None）。</translation>
        </message>
        <message>
            <source>Slope below the threshold.</source>
            <translation>阈值以下的斜率。</translation>
        </message>
        <message>
            <source>Values above pass unchanged.</source>
            <translation>高于此值的原样通过。</translation>
        </message>
        <message>
            <source>LeakyReLU</source>
            <translation>LeakyReLU</translation>
        </message>
        <message>
            <source>Makes negative values smaller.</source>
            <translation>缩小负值。</translation>
        </message>
        <message>
            <source>What negative values are multiplied by.</source>
            <translation>负值所乘的系数。</translation>
        </message>
        <message>
            <source>PReLU</source>
            <translation>PReLU</translation>
        </message>
        <message>
            <source>Makes negative values smaller, by learned slopes.</source>
            <translation>以学习到的斜率缩小负值。</translation>
        </message>
        <message>
            <source>How the slopes begin.</source>
            <translation>斜率的初始化方式。</translation>
        </message>
        <message>
            <source>Penalty on the slopes, added to the loss.</source>
            <translation>对斜率的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>What the slopes are held to after each step.</source>
            <translation>每步之后对斜率的约束。</translation>
        </message>
        <message>
            <source>ELU</source>
            <translation>ELU</translation>
        </message>
        <message>
            <source>Negative values bend softly towards −alpha.</source>
            <translation>负值平缓地趋向 −alpha。</translation>
        </message>
        <message>
            <source>How far below 0 outputs can reach.</source>
            <translation>输出最多可低于 0 多少。</translation>
        </message>
        <message>
            <source>Softmax</source>
            <translation>Softmax</translation>
        </message>
        <message>
            <source>Turns the values along an axis into shares of 1.</source>
            <translation>把沿某一轴的数值变为总和为 1 的份额。</translation>
        </message>
        <message>
            <source>Along which axis; −1 is the last.</source>
            <translation>沿哪一轴；−1 为最后一轴。</translation>
        </message>
        <message>
            <source>SpatialDropout2D</source>
            <translation>空间随机丢弃</translation>
        </message>
        <message>
            <source>Drops whole channels while training.</source>
            <translation>训练时随机丢弃整个通道。</translation>
        </message>
        <message>
            <source>Share of the channels that are dropped.</source>
            <translation>被丢弃的通道比例。</translation>
        </message>
        <message>
            <source>GaussianDropout</source>
            <translation>高斯随机丢弃</translation>
        </message>
        <message>
            <source>Multiplies each value by noise about 1 while training.</source>
            <translation>训练时把每个值乘以 1 附近的噪声。</translation>
        </message>
        <message>
            <source>As strong as Dropout with this rate.</source>
            <translation>强度与该比例的 Dropout 相同。</translation>
        </message>
        <message>
            <source>GaussianNoise</source>
            <translation>高斯噪声</translation>
        </message>
        <message>
            <source>Adds noise to each value while training.</source>
            <translation>训练时给每个值加上噪声。</translation>
        </message>
        <message>
            <source>Standard deviation of the noise.</source>
            <translation>噪声的标准差。</translation>
        </message>
        <message>
            <source>Subtract</source>
            <translation>相减</translation>
        </message>
        <message>
            <source>The first input minus the second.</source>
            <translation>第一个输入减去第二个。</translation>
        </message>
        <message>
            <source>Multiply</source>
            <translation>相乘</translation>
        </message>
        <message>
            <source>The product of its inputs, value by value.</source>
            <translation>各输入逐值的乘积。</translation>
        </message>
        <message>
            <source>Average</source>
            <translation>平均</translation>
        </message>
        <message>
            <source>The mean of its inputs, value by value.</source>
            <translation>各输入逐值的平均。</translation>
        </message>
        <message>
            <source>Maximum</source>
            <translation>取最大</translation>
        </message>
        <message>
            <source>The largest of its inputs, value by value.</source>
            <translation>各输入逐值的最大值。</translation>
        </message>
        <message>
            <source>Minimum</source>
            <translation>取最小</translation>
        </message>
        <message>
            <source>The smallest of its inputs, value by value.</source>
            <translation>各输入逐值的最小值。</translation>
        </message>
        <message>
            <source>Reshape cannot make {target} of {found} ({values} values)</source>
            <translation>Reshape 无法把 {found}（{values} 个值）变成 {target}</translation>
        </message>
        <message>
            <source>Choose sides whose product is {values}; one of them may be −1.</source>
            <translation>请选择乘积为 {values} 的各维大小；其中一个可为 −1。</translation>
        </message>
        <message>
            <source>Permute's {dims} is no order of the {rank} dimensions of {found}</source>
            <translation>Permute 的 {dims} 不是 {found} 的 {rank} 个维度的排列</translation>
        </message>
        <message>
            <source>Name each number from 1 to {rank} once.</source>
            <translation>请把 1 到 {rank} 的每个数各写一次。</translation>
        </message>
        <message>
            <source>{kind} has {count} numbers for its border</source>
            <translation>{kind} 的边缘有 {count} 个数</translation>
        </message>
        <message>
            <source>Give one, two (height, width) or four (top, bottom, left, right).</source>
            <translation>请给出一个、两个（高、宽）或四个数（上、下、左、右）。</translation>
        </message>
        <message>
            <source>Cropping2D leaves nothing of {found}</source>
            <translation>Cropping2D 把 {found} 全部裁掉了</translation>
        </message>
        <message>
            <source>Crop less.</source>
            <translation>请少裁一些。</translation>
        </message>
        <message>
            <source>{kind}'s axis {axis} is none of the {rank} of {found}</source>
            <translation>{kind} 的轴 {axis} 不在 {found} 的 {rank} 个维度中</translation>
        </message>
        <message>
            <source>Count from 1 (the batch is 0), or from −1 backwards.</source>
            <translation>从 1 开始数（批次为 0），或从 −1 往回数。</translation>
        </message>
        <message>
            <source>{channels} channels cannot be cut in {groups} groups of one size</source>
            <translation>{channels} 个通道无法平均分成 {groups} 组</translation>
        </message>
        <message>
            <source>Choose a number of groups that divides {channels}.</source>
            <translation>请选择能整除 {channels} 的组数。</translation>
        </message>
        <message>
            <source>Set groups to {groups}</source>
            <translation>将组数设为 {groups}</translation>
        </message>
        <message>
            <source>Categorical cross-entropy</source>
            <translation>分类交叉熵</translation>
        </message>
        <message>
            <source>How surprised the network is by the right classes; targets are shares of each class, or class numbers.</source>
            <translation>网络对正确类别的惊讶程度；目标是各类别的份额或类别编号。</translation>
        </message>
        <message>
            <source>Share of each target that is replaced by an even guess, against overconfidence.</source>
            <translation>每个目标中被均匀猜测取代的份额，防止过度自信。</translation>
        </message>
        <message>
            <source>Binary cross-entropy</source>
            <translation>二元交叉熵</translation>
        </message>
        <message>
            <source>Each output answers a question of its own with yes or no; targets are 0 or 1.</source>
            <translation>每个输出各自回答是或否；目标为 0 或 1。</translation>
        </message>
        <message>
            <source>Whether the output is not yet probabilities (no sigmoid at the end).</source>
            <translation>输出是否还不是概率（末尾没有 sigmoid）。</translation>
        </message>
        <message>
            <source>Categorical focal cross-entropy</source>
            <translation>分类焦点交叉熵</translation>
        </message>
        <message>
            <source>Categorical cross-entropy in which hard samples count more than easy ones.</source>
            <translation>难样本比易样本更重要的分类交叉熵。</translation>
        </message>
        <message>
            <source>How much less a confident correct prediction counts; 0: not less.</source>
            <translation>有把握的正确预测的权重降低多少；0：不降低。</translation>
        </message>
        <message>
            <source>Weight of the whole loss.</source>
            <translation>整个损失的权重。</translation>
        </message>
        <message>
            <source>Binary focal cross-entropy</source>
            <translation>二元焦点交叉熵</translation>
        </message>
        <message>
            <source>Binary cross-entropy in which hard samples count more than easy ones.</source>
            <translation>难样本比易样本更重要的二元交叉熵。</translation>
        </message>
        <message>
            <source>Whether alpha weighs the two classes.</source>
            <translation>alpha 是否为两个类别加权。</translation>
        </message>
        <message>
            <source>Weight of yes; no has 1 − alpha.</source>
            <translation>“是”的权重；“否”为 1 − alpha。</translation>
        </message>
        <message>
            <source>Kullback–Leibler divergence</source>
            <translation>KL 散度</translation>
        </message>
        <message>
            <source>How far the probabilities given are from those of the targets.</source>
            <translation>给出的概率与目标概率相差多远。</translation>
        </message>
        <message>
            <source>Hinge</source>
            <translation>合页损失</translation>
        </message>
        <message>
            <source>Asks each output to be on its target's side of zero by at least 1; targets are −1 and 1, or 0 and 1.</source>
            <translation>要求每个输出在零点的目标一侧至少相距 1；目标为 −1 和 1，或 0 和 1。</translation>
        </message>
        <message>
            <source>Squared hinge</source>
            <translation>平方合页损失</translation>
        </message>
        <message>
            <source>Hinge with its square: far wrong outputs count much more.</source>
            <translation>合页损失的平方：错得远的输出影响更大。</translation>
        </message>
        <message>
            <source>Categorical hinge</source>
            <translation>分类合页损失</translation>
        </message>
        <message>
            <source>Asks the right class' output to be 1 above all others.</source>
            <translation>要求正确类别的输出比其他都高出 1。</translation>
        </message>
        <message>
            <source>The mean of the absolute differences; outliers weigh less than squared.</source>
            <translation>绝对差的平均；异常值的影响小于平方。</translation>
        </message>
        <message>
            <source>Huber</source>
            <translation>Huber 损失</translation>
        </message>
        <message>
            <source>Squared near the target, straight beyond delta: outliers do not rule.</source>
            <translation>目标附近为平方，超过 delta 为直线：异常值不起主导作用。</translation>
        </message>
        <message>
            <source>Where the square becomes a straight line.</source>
            <translation>平方变为直线之处。</translation>
        </message>
        <message>
            <source>Log-cosh</source>
            <translation>对数双曲余弦</translation>
        </message>
        <message>
            <source>Like the square near the target, like the absolute difference far away.</source>
            <translation>目标附近似平方，远处似绝对差。</translation>
        </message>
        <message>
            <source>Mean squared logarithmic error</source>
            <translation>均方对数误差</translation>
        </message>
        <message>
            <source>Compares orders of magnitude; for outputs and targets that are not negative.</source>
            <translation>比较数量级；用于非负的输出和目标。</translation>
        </message>
        <message>
            <source>The mean of the differences in per cent of the targets.</source>
            <translation>差占目标百分比的平均。</translation>
        </message>
        <message>
            <source>Poisson</source>
            <translation>泊松损失</translation>
        </message>
        <message>
            <source>For counts; outputs are rates and must be positive.</source>
            <translation>用于计数；输出是速率，必须为正。</translation>
        </message>
        <message>
            <source>Cosine similarity</source>
            <translation>余弦相似度</translation>
        </message>
        <message>
            <source>Minus the cosine of the angle between output and target: −1 is the same direction.</source>
            <translation>输出与目标夹角余弦的相反数：−1 表示方向相同。</translation>
        </message>
        <message>
            <source>Set activation to sigmoid</source>
            <translation>将激活函数设为 sigmoid</translation>
        </message>
        <message>
            <source>Set its activation to {wanted}.</source>
            <translation>请将其激活函数设为 {wanted}。</translation>
        </message>
        <message>
            <source>How the learning rate changes during the run.</source>
            <translation>学习率在运行过程中如何变化。</translation>
        </message>
        <message>
            <source>Whether the largest mean of squared gradients so far counts (Reddi et al. 2018).</source>
            <translation>是否采用迄今最大的梯度平方均值（Reddi 等，2018）。</translation>
        </message>
        <message>
            <source>Share of each weight, times the learning rate, that is taken off at each step.</source>
            <translation>每一步从各权重中减去的比例，乘以学习率。</translation>
        </message>
        <message>
            <source>Longest gradient of one tensor of weights; longer ones are shortened. 0: any.</source>
            <translation>单个权重张量梯度的最大长度，超过则缩短。0：不限。</translation>
        </message>
        <message>
            <source>Largest gradient of one weight. 0: any.</source>
            <translation>单个权重的最大梯度。0：不限。</translation>
        </message>
        <message>
            <source>Longest gradient of all weights together; longer ones are shortened. 0: any.</source>
            <translation>全部权重梯度合在一起的最大长度，超过则缩短。0：不限。</translation>
        </message>
        <message>
            <source>Batches whose mean gradient makes one step.</source>
            <translation>多少个批次的平均梯度构成一步。</translation>
        </message>
        <message>
            <source>Whether a running average of the weights is used for inference, while training continues with the weights themselves.</source>
            <translation>是否由权重的滑动平均给出结果，而训练仍用权重本身继续。</translation>
        </message>
        <message>
            <source>How slowly the average follows.</source>
            <translation>平均值跟随的缓慢程度。</translation>
        </message>
        <message>
            <source>Steps after which the average becomes the weights. 0: never.</source>
            <translation>每隔多少步用平均值替换权重。0：从不。</translation>
        </message>
        <message>
            <source>AdamW</source>
            <translation>AdamW</translation>
        </message>
        <message>
            <source>Adam with weight decay beside the gradient.</source>
            <translation>权重衰减独立于梯度的 Adam。</translation>
        </message>
        <message>
            <source>RMSprop</source>
            <translation>RMSprop</translation>
        </message>
        <message>
            <source>The gradient, divided by its usual size for each weight.</source>
            <translation>梯度除以各权重梯度的通常大小。</translation>
        </message>
        <message>
            <source>Whether the mean of the gradients is taken off their mean square.</source>
            <translation>是否从平方均值中减去梯度均值的平方。</translation>
        </message>
        <message>
            <source>Nadam</source>
            <translation>Nadam</translation>
        </message>
        <message>
            <source>Adam with Nesterov's look ahead.</source>
            <translation>带 Nesterov 前瞻的 Adam。</translation>
        </message>
        <message>
            <source>Adamax</source>
            <translation>Adamax</translation>
        </message>
        <message>
            <source>Adam with the largest recent gradient instead of the mean square.</source>
            <translation>以最近最大梯度代替均方的 Adam。</translation>
        </message>
        <message>
            <source>How slowly the largest gradient is forgotten.</source>
            <translation>最大梯度被遗忘的缓慢程度。</translation>
        </message>
        <message>
            <source>Adagrad</source>
            <translation>Adagrad</translation>
        </message>
        <message>
            <source>Steps of each weight shrink with all gradients it has seen.</source>
            <translation>每个权重的步长随其见过的全部梯度而缩小。</translation>
        </message>
        <message>
            <source>Where the sums of squares begin.</source>
            <translation>平方和的初始值。</translation>
        </message>
        <message>
            <source>Adadelta</source>
            <translation>Adadelta</translation>
        </message>
        <message>
            <source>Each weight's rate follows from its own steps and gradients.</source>
            <translation>每个权重的步率由自身的步长和梯度决定。</translation>
        </message>
        <message>
            <source>How slowly the means of squares follow.</source>
            <translation>平方均值跟随的缓慢程度。</translation>
        </message>
        <message>
            <source>Lion</source>
            <translation>Lion</translation>
        </message>
        <message>
            <source>Steps of one size, along the sign of the mean gradient.</source>
            <translation>沿平均梯度的符号走固定大小的步子。</translation>
        </message>
        <message>
            <source>Share of the mean in the sign; the rest is this gradient.</source>
            <translation>均值在符号中的占比，其余为本次梯度。</translation>
        </message>
        <message>
            <source>The learning rate stays as it is.</source>
            <translation>学习率保持不变。</translation>
        </message>
        <message>
            <source>Cosine</source>
            <translation>余弦</translation>
        </message>
        <message>
            <source>The rate falls along half a cosine, after a warm-up if wanted.</source>
            <translation>学习率沿半个余弦下降，可先预热。</translation>
        </message>
        <message>
            <source>Steps in which the rate rises from 0 before it falls.</source>
            <translation>下降之前从 0 上升所用的步数。</translation>
        </message>
        <message>
            <source>Steps of the fall; 0: to the end of the run.</source>
            <translation>下降的步数；0：直到运行结束。</translation>
        </message>
        <message>
            <source>Share of the rate that is left at the end.</source>
            <translation>结束时剩余的学习率比例。</translation>
        </message>
        <message>
            <source>Cosine with restarts</source>
            <translation>带重启的余弦</translation>
        </message>
        <message>
            <source>Cosine falls one after the other, each longer if wanted.</source>
            <translation>一个接一个的余弦下降，可逐次加长。</translation>
        </message>
        <message>
            <source>Steps of the first fall.</source>
            <translation>第一次下降的步数。</translation>
        </message>
        <message>
            <source>How many times longer each fall is than the one before.</source>
            <translation>每次下降比前一次长多少倍。</translation>
        </message>
        <message>
            <source>Height of each fall in terms of the one before.</source>
            <translation>每次下降的高度相对于前一次的倍数。</translation>
        </message>
        <message>
            <source>Share of the rate that is left at the end of a fall.</source>
            <translation>一次下降结束时剩余的学习率比例。</translation>
        </message>
        <message>
            <source>One cycle</source>
            <translation>单周期</translation>
        </message>
        <message>
            <source>The rate rises once, then falls far below where it began.</source>
            <translation>学习率上升一次，然后降到远低于起点。</translation>
        </message>
        <message>
            <source>Share of the run in which the rate rises.</source>
            <translation>学习率上升阶段占整个运行的比例。</translation>
        </message>
        <message>
            <source>The rate begins at the learning rate divided by this.</source>
            <translation>起始学习率为学习率除以此数。</translation>
        </message>
        <message>
            <source>It ends at the beginning's rate divided by this.</source>
            <translation>结束时为起始学习率除以此数。</translation>
        </message>
        <message>
            <source>Steps of the cycle; 0: the whole run.</source>
            <translation>周期的步数；0：整个运行。</translation>
        </message>
        <message>
            <source>Reduce on plateau</source>
            <translation>平台期降低</translation>
        </message>
        <message>
            <source>The rate falls when the validation loss has stopped getting better.</source>
            <translation>验证损失不再改善时降低学习率。</translation>
        </message>
        <message>
            <source>The value of each epoch that should get better.</source>
            <translation>每轮中应当改善的指标。</translation>
        </message>
        <message>
            <source>The rate is multiplied with this.</source>
            <translation>学习率乘以此数。</translation>
        </message>
        <message>
            <source>Epochs without anything better before the rate falls.</source>
            <translation>多少轮没有改善后降低学习率。</translation>
        </message>
        <message>
            <source>What is less than this does not count as better.</source>
            <translation>小于此值的变化不算改善。</translation>
        </message>
        <message>
            <source>Epochs after a fall that do not count.</source>
            <translation>降低之后不计入的轮数。</translation>
        </message>
        <message>
            <source>The rate never falls below this.</source>
            <translation>学习率不会低于此值。</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>阶梯</translation>
        </message>
        <message>
            <source>The rate falls by a factor every few epochs.</source>
            <translation>学习率每隔若干轮按比例下降。</translation>
        </message>
        <message>
            <source>Epochs between two falls.</source>
            <translation>两次下降之间的轮数。</translation>
        </message>
        <message>
            <source>Factor of each fall.</source>
            <translation>每次下降的倍数。</translation>
        </message>
        <message>
            <source>Piecewise constant</source>
            <translation>分段常数</translation>
        </message>
        <message>
            <source>A rate of its own for each part of the run.</source>
            <translation>运行的每一段各有自己的学习率。</translation>
        </message>
        <message>
            <source>Steps after which the next rate holds.</source>
            <translation>从这些步数之后使用下一个学习率。</translation>
        </message>
        <message>
            <source>The rates, one more than boundaries; the optimizer's own rate has no meaning.</source>
            <translation>各段学习率，比边界多一个；优化器自身的学习率不起作用。</translation>
        </message>
        <message>
            <source>Exponential</source>
            <translation>指数</translation>
        </message>
        <message>
            <source>The rate falls by the same factor over every period of steps.</source>
            <translation>每经过一段步数，学习率按同一倍数下降。</translation>
        </message>
        <message>
            <source>Steps of one period.</source>
            <translation>一段的步数。</translation>
        </message>
        <message>
            <source>How much the rate falls over one period.</source>
            <translation>一段之内学习率下降多少。</translation>
        </message>
        <message>
            <source>Falls only at the end of each period.</source>
            <translation>只在每段结束时下降。</translation>
        </message>
        <message>
            <source>Inverse time</source>
            <translation>反比时间</translation>
        </message>
        <message>
            <source>The rate falls fast at first, then ever more slowly.</source>
            <translation>学习率先快后慢地下降。</translation>
        </message>
        <message>
            <source>Polynomial</source>
            <translation>多项式</translation>
        </message>
        <message>
            <source>The rate falls along a power of the time that is left.</source>
            <translation>学习率按剩余时间的幂下降。</translation>
        </message>
        <message>
            <source>Steps until the end rate; 0: the whole run.</source>
            <translation>到达最终学习率的步数；0：整个运行。</translation>
        </message>
        <message>
            <source>The rate at the end.</source>
            <translation>最终的学习率。</translation>
        </message>
        <message>
            <source>1 falls in a straight line, 2 fast at first.</source>
            <translation>1 为直线下降，2 为先快后慢。</translation>
        </message>
        <message>
            <source>Begins again, over a longer period, each time the end is reached.</source>
            <translation>每次到达终点后以更长的一段重新开始。</translation>
        </message>
        <message>
            <source>After all epochs</source>
            <translation>完成全部轮次</translation>
        </message>
        <message>
            <source>The run ends when all epochs are done; the weights of the best one are kept beside the last.</source>
            <translation>完成全部轮次后结束；除最后的权重外，还保留最佳一轮的权重。</translation>
        </message>
        <message>
            <source>The value that tells the best epoch.</source>
            <translation>用来判断最佳一轮的指标。</translation>
        </message>
        <message>
            <source>Early stopping</source>
            <translation>提前停止</translation>
        </message>
        <message>
            <source>The run ends when the validation loss has stopped getting better; the best weights are the result.</source>
            <translation>验证损失不再改善时结束运行；结果为最佳权重。</translation>
        </message>
        <message>
            <source>Epochs without anything better before the run ends.</source>
            <translation>多少轮没有改善后结束运行。</translation>
        </message>
        <message>
            <source>Epochs at the beginning that do not count.</source>
            <translation>开头不计入的轮数。</translation>
        </message>
        <message>
            <source>Give rising boundaries and one rate more than boundaries.</source>
            <translation>请给出递增的边界，并使学习率比边界多一个。</translation>
        </message>
        <message>
            <source>Gradients can be clipped in one way only, {count} are chosen: {chosen}</source>
            <translation>梯度只能用一种方式裁剪，现选了 {count} 种：{chosen}</translation>
        </message>
        <message>
            <source>Set all but one to 0.</source>
            <translation>请只保留一个，其余设为 0。</translation>
        </message>
        <message>
            <source>{boundaries} boundaries part the run into stretches, {values} rates are given</source>
            <translation>{boundaries} 个边界把运行分成若干段，却给出了 {values} 个学习率</translation>
        </message>
        <message>
            <source>How many of the newest checkpoints stay on the disk.</source>
            <translation>磁盘上保留多少个最新的检查点。</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>学习率计划</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Weights of classes are chosen but the data has values</source>
            <translation>选择了类别权重，但数据是数值</translation>
        </message>
        <message>
            <source>Set class_weight to none.</source>
            <translation>请将 class_weight 设为 none。</translation>
        </message>
        <message>
            <source>{found} weights are given for {classes} classes</source>
            <translation>给出了 {found} 个权重，而类别有 {classes} 个</translation>
        </message>
        <message>
            <source>Give one weight for each class, in the order of the classes.</source>
            <translation>请按类别顺序为每个类别给出一个权重。</translation>
        </message>
        <message>
            <source>All weights of classes are 0: nothing would be learned</source>
            <translation>所有类别权重都为 0：学不到任何东西</translation>
        </message>
        <message>
            <source>Give at least one weight above 0.</source>
            <translation>请至少给出一个大于 0 的权重。</translation>
        </message>
        <message>
            <source>All alike</source>
            <translation>全部相同</translation>
        </message>
        <message>
            <source>Class weights</source>
            <translation>类别权重</translation>
        </message>
        <message>
            <source>Every sample counts the same.</source>
            <translation>每个样本同样重要。</translation>
        </message>
        <message>
            <source>Balanced</source>
            <translation>平衡</translation>
        </message>
        <message>
            <source>Samples of rare classes count more: every class counts the same in all.</source>
            <translation>稀有类别的样本权重更大：每个类别总体同样重要。</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>指定</translation>
        </message>
        <message>
            <source>A factor for each class.</source>
            <translation>每个类别一个系数。</translation>
        </message>
        <message>
            <source>A factor for each class, in the order of the classes; 0 leaves it out.</source>
            <translation>按类别顺序为每个类别给出系数；0 表示不计入。</translation>
        </message>
        <message>
            <source>the array “{name}” is {found}; it must hold {count} finite numbers of at least 0, not all 0</source>
            <translation>数组“{name}”为 {found}；它必须包含 {count} 个不小于 0 且不全为 0 的有限数</translation>
        </message>
        <message>
            <source>Save one weight for each training sample, or leave the array out.</source>
            <translation>请为每个训练样本保存一个权重，或去掉该数组。</translation>
        </message>
        <message>
            <source>No learning rate between {low} and {high} made the loss fall</source>
            <translation>{low} 与 {high} 之间没有任何学习率使损失下降</translation>
        </message>
        <message>
            <source>Try a wider range, more steps, or look at network and data.</source>
            <translation>请尝试更大的范围、更多步数，或检查网络和数据。</translation>
        </message>
        <message>
            <source>The lowest rate {low} is not below the highest rate {high}</source>
            <translation>最低学习率 {low} 不低于最高学习率 {high}</translation>
        </message>
        <message>
            <source>Choose --low below --high.</source>
            <translation>请使 --low 小于 --high。</translation>
        </message>
        <message>
            <source>All layers with weights are frozen ({count}): nothing can be learned</source>
            <translation>所有带权重的层（{count} 个）都被冻结：什么也学不到</translation>
        </message>
        <message>
            <source>Set trainable of {node} to true.</source>
            <translation>请将 {node} 的 trainable 设为 true。</translation>
        </message>
        <message>
            <source>{normalization} takes the bias of {node} away again</source>
            <translation>{normalization} 会把 {node} 的偏置抵消掉</translation>
        </message>
        <message>
            <source>Set use_bias of {node} to false: fewer weights, the same network.</source>
            <translation>请将 {node} 的 use_bias 设为 false：权重更少，网络不变。</translation>
        </message>
        <message>
            <source>Let {node} learn</source>
            <translation>让 {node} 学习</translation>
        </message>
        <message>
            <source>Leave out the bias of {node}</source>
            <translation>去掉 {node} 的偏置</translation>
        </message>
        <message>
            <source>Shifts and scales each channel to mean 0 and variance 1 of the training data.</source>
            <translation>按训练数据把每个通道平移缩放到均值 0、方差 1。</translation>
        </message>
        <message>
            <source>Does the opposite: from mean 0 and variance 1 back to the data's.</source>
            <translation>反向操作：从均值 0、方差 1 还原到数据原来的分布。</translation>
        </message>
        <message>
            <source>{node} takes its mean and variance from the data itself</source>
            <translation>{node} 的均值和方差直接取自数据</translation>
        </message>
        <message>
            <source>Put it directly behind Input; use BatchNormalization elsewhere.</source>
            <translation>请把它直接放在 Input 之后；其他位置请用 BatchNormalization。</translation>
        </message>
        <message>
            <source>Parts of one size that channels and filters are cut in; a filter sees the channels of its part alone.</source>
            <translation>把通道和滤波器平均分成的组数；每个滤波器只看本组的通道。</translation>
        </message>
        <message>
            <source>{filters} filters cannot be cut in {groups} groups of one size</source>
            <translation>{filters} 个滤波器无法平均分成 {groups} 组</translation>
        </message>
        <message>
            <source>Choose a number of filters that {groups} divides.</source>
            <translation>请选择能被 {groups} 整除的滤波器数。</translation>
        </message>
        <message>
            <source>SeparableConv2D</source>
            <translation>可分离卷积</translation>
        </message>
        <message>
            <source>Filters for each channel alone, then a mixture of the channels: a convolution with few weights.</source>
            <translation>先对每个通道单独卷积，再混合各通道：权重很少的卷积。</translation>
        </message>
        <message>
            <source>How the depthwise kernel begins.</source>
            <translation>深度卷积核的初始值。</translation>
        </message>
        <message>
            <source>How the pointwise kernel begins.</source>
            <translation>逐点卷积核的初始值。</translation>
        </message>
        <message>
            <source>Penalty on the depthwise kernel, added to the loss.</source>
            <translation>对深度卷积核的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>Penalty on the pointwise kernel, added to the loss.</source>
            <translation>对逐点卷积核的惩罚，加到损失上。</translation>
        </message>
        <message>
            <source>What the depthwise kernel is held to after each step.</source>
            <translation>每步之后对深度卷积核的约束。</translation>
        </message>
        <message>
            <source>What the pointwise kernel is held to after each step.</source>
            <translation>每步之后对逐点卷积核的约束。</translation>
        </message>
        <message>
            <source>Along which axes the values are normalized together; −1 is the last.</source>
            <translation>沿哪些轴一起归一化；−1 表示最后一个轴。</translation>
        </message>
        <message>
            <source>Axes along which all values share a slope, counted from 1; 1 × 2: one slope for each channel of a picture.</source>
            <translation>沿这些轴的所有值共用一个斜率，从 1 数起；1 × 2：图片的每个通道一个斜率。</translation>
        </message>
        <message>
            <source>Along which axis the inputs are put side by side; −1 is the last.</source>
            <translation>沿哪个轴并排拼接各输入；−1 表示最后一个轴。</translation>
        </message>
        <message>
            <source>Choose a number from 0 on.</source>
            <translation>请选择 0 或更大的数。</translation>
        </message>
        <message>
            <source>Choose one of them, or save it with the data as y_{target}_train.</source>
            <translation>请从中选择一个，或将它以 y_{target}_train 之名与数据一起保存。</translation>
        </message>
        <message>
            <source>Forget it, or name the node that it was.</source>
            <translation>去掉它，或写出它原来对应的节点。</translation>
        </message>
        <message>
            <source>Forget the output {node}</source>
            <translation>去掉输出 {node}</translation>
        </message>
        <message>
            <source>Join it to the network, remove it, or let it learn too.</source>
            <translation>把它接入网络、删除它，或让它也参与学习。</translation>
        </message>
        <message>
            <source>Let {node} learn too</source>
            <translation>让 {node} 也学习</translation>
        </message>
        <message>
            <source>Remove it from the metrics.</source>
            <translation>把它从指标中去掉。</translation>
        </message>
        <message>
            <source>The loss of {node} counts {found} times</source>
            <translation>{node} 的损失的权重为 {found}</translation>
        </message>
        <message>
            <source>The training names the output {node} twice</source>
            <translation>训练设置中输出 {node} 出现了两次</translation>
        </message>
        <message>
            <source>The training names {node} as an output, which is no output of the network</source>
            <translation>训练设置把 {node} 当作输出，但它不是网络的输出</translation>
        </message>
        <message>
            <source>{metric} does not fit these targets and is not measured</source>
            <translation>{metric} 不适合这些目标，不会计算</translation>
        </message>
        <message>
            <source>{node} is a loose output: the network has {count} outputs ({nodes}) and nothing says what {node} learns</source>
            <translation>{node} 是悬空的输出：网络有 {count} 个输出（{nodes}），而没有说明 {node} 学习什么</translation>
        </message>
        <message>
            <source>{node} is to learn the target “{target}”; there are: {found}</source>
            <translation>{node} 要学习目标“{target}”；现有：{found}</translation>
        </message>
        <message>
            <source>Factor of this loss in the loss of the whole.</source>
            <translation>这个损失在总损失中的系数。</translation>
        </message>
        <message>
            <source>The run stops with a checkpoint after so many seconds; 0 means no limit.</source>
            <translation>运行在这么多秒之后保存检查点并停止；0 表示不限。</translation>
        </message>
        <message>
            <source>{node} ends with {found}, its loss needs one row of numbers</source>
            <translation>{node} 的输出是 {found}，它的损失需要一行数</translation>
        </message>
        <message>
            <source>A sigmoid of three straight pieces.</source>
            <translation>由三段直线组成的 sigmoid。</translation>
        </message>
        <message>
            <source>A smooth relu, always positive.</source>
            <translation>平滑的 relu，总为正。</translation>
        </message>
        <message>
            <source>Activations</source>
            <translation>激活函数</translation>
        </message>
        <message>
            <source>Constraints</source>
            <translation>约束</translation>
        </message>
        <message>
            <source>Initializers</source>
            <translation>初始化</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Losses</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Metrics</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Optimizers</source>
            <translation>优化器</translation>
        </message>
        <message>
            <source>Regularizers</source>
            <translation>正则化</translation>
        </message>
        <message>
            <source>Schedules of the learning rate</source>
            <translation>学习率的变化</translation>
        </message>
        <message>
            <source>Ways to stop</source>
            <translation>停止方式</translation>
        </message>
        <message>
            <source>Weights of classes</source>
            <translation>类别权重</translation>
        </message>
        <message>
            <source>Between −1 and 1 like tanh, reaching the ends more slowly.</source>
            <translation>与 tanh 一样在 −1 与 1 之间，但更慢地接近两端。</translation>
        </message>
        <message>
            <source>Brings every value between 0 and 1: the probability of one of two classes.</source>
            <translation>把每个值变到 0 与 1 之间：两类之一的概率。</translation>
        </message>
        <message>
            <source>Brings every value between −1 and 1.</source>
            <translation>把每个值变到 −1 与 1 之间。</translation>
        </message>
        <message>
            <source>Each value times its sigmoid, also called swish.</source>
            <translation>每个值乘以它的 sigmoid，也叫 swish。</translation>
        </message>
        <message>
            <source>Each value times the share of a normal distribution below it.</source>
            <translation>每个值乘以正态分布中小于它的比例。</translation>
        </message>
        <message>
            <source>Keeps mean and spread of the values from layer to layer, with lecun_normal weights.</source>
            <translation>配合 lecun_normal 权重，使数值的均值和散布逐层保持。</translation>
        </message>
        <message>
            <source>Leaves every value as it is.</source>
            <translation>原样保留每个值。</translation>
        </message>
        <message>
            <source>Negative values bend smoothly towards −1.</source>
            <translation>负值平滑地弯向 −1。</translation>
        </message>
        <message>
            <source>Negative values keep a fifth of their size, so that no unit stops learning.</source>
            <translation>负值保留五分之一，使每个单元都继续学习。</translation>
        </message>
        <message>
            <source>Positive values stay, negative ones become 0. ReLU as a layer has a ceiling, a slope and a threshold.</source>
            <translation>正值不变，负值变为 0。作为层的 ReLU 有上限、斜率和阈值。</translation>
        </message>
        <message>
            <source>Smooth and not monotonic, close to silu.</source>
            <translation>平滑而不单调，接近 silu。</translation>
        </message>
        <message>
            <source>The exponential of each value.</source>
            <translation>每个值的指数。</translation>
        </message>
        <message>
            <source>The logarithms of softmax, exact where a probability is tiny.</source>
            <translation>softmax 的对数，概率极小时也精确。</translation>
        </message>
        <message>
            <source>Turns a row into probabilities that add up to 1: one for each class.</source>
            <translation>把一行数变成总和为 1 的概率：每类一个。</translation>
        </message>
        <message>
            <source>gelu by an approximation that is quick to compute.</source>
            <translation>用便于计算的近似表示的 gelu。</translation>
        </message>
        <message>
            <source>linear</source>
            <translation>linear</translation>
        </message>
        <message>
            <source>relu</source>
            <translation>relu</translation>
        </message>
        <message>
            <source>leaky_relu</source>
            <translation>leaky_relu</translation>
        </message>
        <message>
            <source>elu</source>
            <translation>elu</translation>
        </message>
        <message>
            <source>selu</source>
            <translation>selu</translation>
        </message>
        <message>
            <source>gelu</source>
            <translation>gelu</translation>
        </message>
        <message>
            <source>gelu_tanh</source>
            <translation>gelu_tanh</translation>
        </message>
        <message>
            <source>silu</source>
            <translation>silu</translation>
        </message>
        <message>
            <source>mish</source>
            <translation>mish</translation>
        </message>
        <message>
            <source>sigmoid</source>
            <translation>sigmoid</translation>
        </message>
        <message>
            <source>hard_sigmoid</source>
            <translation>hard_sigmoid</translation>
        </message>
        <message>
            <source>tanh</source>
            <translation>tanh</translation>
        </message>
        <message>
            <source>softplus</source>
            <translation>softplus</translation>
        </message>
        <message>
            <source>softsign</source>
            <translation>softsign</translation>
        </message>
        <message>
            <source>exponential</source>
            <translation>exponential</translation>
        </message>
        <message>
            <source>softmax</source>
            <translation>softmax</translation>
        </message>
        <message>
            <source>log_softmax</source>
            <translation>log_softmax</translation>
        </message>
        <message>
            <source>Edited since the run began, for the next run: {settings}</source>
            <translation>运行开始后修改、将用于下一次运行：{settings}</translation>
        </message>
        <message>
            <source>It can be trained on once it is there.</source>
            <translation>加载完成后即可用于训练。</translation>
        </message>
        <message>
            <source>Stop it and press Train to train what is drawn.</source>
            <translation>停止它并按“训练”，即可训练画布上的网络。</translation>
        </message>
        <message>
            <source>The run goes on as it began. Stop it and press Train to begin another with them.</source>
            <translation>当前运行按开始时的设置继续。停止它并按“训练”，即可用新设置开始另一次运行。</translation>
        </message>
        <message>
            <source>The run goes on with the layer as it was. Stop it and press Train to train what is drawn.</source>
            <translation>当前运行仍使用原来的层。停止它并按“训练”，即可训练画布上的网络。</translation>
        </message>
        <message>
            <source>The run still trains layers that were removed since: {nodes}</source>
            <translation>当前运行仍在训练此后已删除的层：{nodes}</translation>
        </message>
        <message>
            <source>{node} was edited since the run began: next run</source>
            <translation>{node} 在运行开始后被修改：用于下一次运行</translation>
        </message>
        <message>
            <source>“{source}” is being loaded</source>
            <translation>正在加载“{source}”</translation>
        </message>
        <message>
            <source>Shapes, 160 + 40</source>
            <translation>图形，160 + 40</translation>
        </message>
        <message>
            <source>224 × 224 coloured pictures of ten drawn shapes, for networks that want large pictures.</source>
            <translation>224 × 224 的彩色图片，含十种绘制的图形，适合需要大图片的网络。</translation>
        </message>
        <message>
            <source>The picture classifier of a first Keras tutorial, 224 × 224 × 3, 23.9 million parameters, on drawn shapes.</source>
            <translation>Keras 入门教程中的图片分类网络：224 × 224 × 3，2390 万个参数，使用绘制的图形。</translation>
        </message>
        <message>
            <source>Give the data a validation part, or watch loss or accuracy.</source>
            <translation>请为数据提供验证部分，或监视 loss 或 accuracy。</translation>
        </message>
        <message>
            <source>Settings of “{place}”: {known}.</source>
            <translation>“{place}”的设置：{known}。</translation>
        </message>
        <message>
            <source>There is no validation part, so {monitor} is not measured: the training part's value is watched</source>
            <translation>没有验证部分，因此无法测量 {monitor}：改为监视训练部分的数值</translation>
        </message>
        <message>
            <source>Write it inside “{group}”, beside its kind {kind}.</source>
            <translation>请把它写在“{group}”之内，与其种类 {kind} 并列。</translation>
        </message>
        <message>
            <source>“{field}” has no effect in “training”: it is a setting of the {group}</source>
            <translation>“{field}”写在“training”中不起作用：它是 {group} 的设置</translation>
        </message>
        <message>
            <source>“{place}” has no setting “{field}”; it has no effect</source>
            <translation>“{place}”没有名为“{field}”的设置；它不起作用</translation>
        </message>
        <message>
            <source>Epochs without anything better before the run ends; 0 is as 1, as in Keras.</source>
            <translation>运行结束前允许多少轮没有改善；0 与 1 相同，与 Keras 一致。</translation>
        </message>
        <message>
            <source>Epochs without anything better before the rate falls; 0 is as 1, as in Keras.</source>
            <translation>学习率降低前允许多少轮没有改善；0 与 1 相同，与 Keras 一致。</translation>
        </message>
        <message>
            <source>The run ends when the monitored value has stopped getting better; the best weights are the result.</source>
            <translation>当监视的数值不再改善时运行结束；最佳权重即为结果。</translation>
        </message>
        <message>
            <source>The rate falls when the monitored value has stopped getting better.</source>
            <translation>当监视的数值不再改善时降低学习率。</translation>
        </message>
        <message>
            <source>“{file}” is open in another window: process {process} on {host}, since {time}</source>
            <translation>“{file}” 已在另一个窗口中打开：{host} 上的进程 {process}，自 {time} 起</translation>
        </message>
        <message>
            <source>Close it there, or save under another name.</source>
            <translation>请在那里关闭它，或以其他名称保存。</translation>
        </message>
        <message>
            <source>this is no journal of unsaved changes: {field} is missing or wrong</source>
            <translation>这不是未保存更改的日志：{field} 缺失或有误</translation>
        </message>
        <message>
            <source>Nothing needs to be done; the project's file is untouched.</source>
            <translation>无需任何操作；项目文件未被改动。</translation>
        </message>
        <message>
            <source>unsaved changes of an earlier window cannot be read and were set aside as “{file}”: {reason}</source>
            <translation>先前窗口中未保存的更改无法读取，已另存为 “{file}”：{reason}</translation>
        </message>
        <message>
            <source>The project's file is untouched; the file set aside may still be read by hand.</source>
            <translation>项目文件未被改动；另存的文件仍可手动查看。</translation>
        </message>
        <message>
            <source>unsaved changes cannot be kept in “{folder}”, a crash would lose them: {reason}</source>
            <translation>未保存的更改无法保留在 “{folder}” 中，程序崩溃时会丢失：{reason}</translation>
        </message>
        <message>
            <source>Save often, or check the rights and the free space of the disk.</source>
            <translation>请经常保存，或检查磁盘的权限和可用空间。</translation>
        </message>
        <message>
            <source>{node} gives {found} numbers, but the labels are {smallest} … {largest} and class numbers count from 0</source>
            <translation>{node} 给出 {found} 个数，而标签是 {smallest} … {largest}，类别编号应从 0 开始</translation>
        </message>
        <message>
            <source>{node} gives {found} numbers but the data has {classes} classes, of which {empty} have no training sample (“{class}”)</source>
            <translation>{node} 给出 {found} 个数，而数据有 {classes} 个类别，其中 {empty} 个没有训练样本（“{class}”）</translation>
        </message>
        <message>
            <source>{loss} needs targets of 0 … 1 but {node} learns the input, which reaches from {lowest} to {highest}</source>
            <translation>{loss} 的目标必须在 0 … 1 之内，而 {node} 学习的是输入，其范围是 {lowest} 到 {highest}</translation>
        </message>
        <message>
            <source>{loss} needs targets of 0 … 1 but the target of sample {sample} of the {part} part holds {value}</source>
            <translation>{loss} 的目标必须在 0 … 1 之内，而 {part} 部分样本 {sample} 的目标含有 {value}</translation>
        </message>
        <message>
            <source>{loss} needs targets of 0 or more but the target of sample {sample} of the {part} part holds {value}</source>
            <translation>{loss} 的目标不能小于 0，而 {part} 部分样本 {sample} 的目标含有 {value}</translation>
        </message>
        <message>
            <source>{loss} expects targets that add up to 1 but those of sample {sample} of the {part} part add up to {value}</source>
            <translation>{loss} 的目标之和应为 1，而 {part} 部分样本 {sample} 的目标之和为 {value}</translation>
        </message>
        <message>
            <source>{loss} expects targets of −1 and 1, or 0 and 1, but that of sample {sample} of the {part} part holds {value}</source>
            <translation>{loss} 的目标应为 −1 和 1，或 0 和 1，而 {part} 部分样本 {sample} 的目标含有 {value}</translation>
        </message>
        <message>
            <source>{loss} compares classes but the data has values ({found} for each sample)</source>
            <translation>{loss} 比较的是类别，而数据是数值（每个样本 {found} 个）</translation>
        </message>
        <message>
            <source>{loss} compares class numbers but each target is a row of {wanted} numbers with a single 1</source>
            <translation>{loss} 比较的是类别编号，而每个目标是一行 {wanted} 个数，其中只有一个 1</translation>
        </message>
        <message>
            <source>{count} columns of the training inputs hold one value only (from 0: {columns}); {node} makes any other value very large</source>
            <translation>训练输入中有 {count} 列只有一个值（从 0 编号：{columns}）；{node} 会把其他任何值变得极大</translation>
        </message>
        <message>
            <source>there is no folder of a class in here ({found} files lie in none)</source>
            <translation>这里没有类别文件夹（有 {found} 个文件不在任何类别文件夹中）</translation>
        </message>
        <message>
            <source>the picture has {bands} bands a pixel, which are neither grey nor colours with transparency</source>
            <translation>图片每像素有 {bands} 个波段，既不是灰度，也不是带透明度的颜色</translation>
        </message>
        <message>
            <source>the folder lies beside those of the parts ({parts}) and is not used ({files} files)</source>
            <translation>此文件夹与各部分的文件夹（{parts}）并列，未被使用（{files} 个文件）</translation>
        </message>
        <message>
            <source>the folder is the system's own and is left out</source>
            <translation>这是系统自用的文件夹，已略过</translation>
        </message>
        <message>
            <source>the file is {found}, which cannot be read as a picture</source>
            <translation>该文件是 {found}，不能作为图片读取</translation>
        </message>
        <message>
            <source>the file is not used: “{used}” is taken for this part</source>
            <translation>未使用此文件：该部分使用“{used}”</translation>
        </message>
        <message>
            <source>no IDX file of training images here</source>
            <translation>这里没有训练图像的 IDX 文件</translation>
        </message>
        <message>
            <source>label {label} at sample {sample} of the {part} part ({count} such labels): {empty} of {classes} classes would be empty</source>
            <translation>{part} 部分第 {sample} 个样本的标签为 {label}（共 {count} 个）：{classes} 个类别中将有 {empty} 个为空</translation>
        </message>
        <message>
            <source>its decoder remarks: {remark}</source>
            <translation>解码器提示：{remark}</translation>
        </message>
        <message>
            <source>Use categorical cross-entropy</source>
            <translation>使用分类交叉熵</translation>
        </message>
        <message>
            <source>Subtract {smallest} from all labels.</source>
            <translation>请把所有标签减去 {smallest}。</translation>
        </message>
        <message>
            <source>Set the preprocessing Rescale so that inputs lie within 0 … 1, or choose mean squared error.</source>
            <translation>请设置预处理 Rescale，使输入位于 0 … 1 之内，或选择均方误差。</translation>
        </message>
        <message>
            <source>Save the targets as −1 and 1, or choose a loss for values of any size.</source>
            <translation>请把目标保存为 −1 和 1，或选择适用于任意大小数值的损失。</translation>
        </message>
        <message>
            <source>Save one class number from 0 on for each sample, or choose a loss for values, such as mean squared error.</source>
            <translation>请为每个样本保存一个从 0 开始的类别编号，或选择用于数值的损失，如均方误差。</translation>
        </message>
        <message>
            <source>Save it again as PNG if it looks wrong.</source>
            <translation>如果看起来不对，请重新存为 PNG。</translation>
        </message>
        <message>
            <source>Remove these columns from the data.</source>
            <translation>请从数据中移除这些列。</translation>
        </message>
        <message>
            <source>Remove the empty classes from the data, or add samples to them.</source>
            <translation>请从数据中移除空类别，或为它们添加样本。</translation>
        </message>
        <message>
            <source>Put each data set into a folder of its own, or choose the file.</source>
            <translation>请把每个数据集放进各自的文件夹，或直接选择文件。</translation>
        </message>
        <message>
            <source>Put both together, or move one away.</source>
            <translation>请合并两者，或移走其中一个。</translation>
        </message>
        <message>
            <source>Name it train, val or test if it is a part, or move it away.</source>
            <translation>如果它是数据的一部分，请命名为 train、val 或 test；否则请移走。</translation>
        </message>
        <message>
            <source>Mend the targets, or choose a loss for values of any sign.</source>
            <translation>请修正目标，或选择允许负值的损失。</translation>
        </message>
        <message>
            <source>Mend the label; classes are numbered from 0 without gaps. To learn values, choose a loss such as mean squared error.</source>
            <translation>请修正标签；类别从 0 开始连续编号。若要学习数值，请选择均方误差之类的损失。</translation>
        </message>
        <message>
            <source>Divide the targets by {largest} if that is their largest, or choose a loss for values of any size.</source>
            <translation>若 {largest} 是目标的最大值，请把目标除以它；或选择适用于任意大小数值的损失。</translation>
        </message>
        <message>
            <source>Divide each row by its sum; where several classes are right at once, choose binary cross-entropy.</source>
            <translation>请把每行除以其总和；若一个样本可同时属于多个类别，请选择二元交叉熵。</translation>
        </message>
        <message>
            <source>Class numbers are whole, from 0 on, at most 10,000 classes. To learn values, choose a loss such as mean squared error.</source>
            <translation>类别编号是从 0 开始的整数，最多 10,000 个类别。若要学习数值，请选择均方误差之类的损失。</translation>
        </message>
        <message>
            <source>Choose categorical cross-entropy.</source>
            <translation>请选择分类交叉熵。</translation>
        </message>
        <message>
            <source>Add the preprocessing Rescale, or lower its scale, by the factor 1/{largest}.</source>
            <translation>请添加预处理 Rescale，或把它的 scale 乘以 1/{largest}。</translation>
        </message>
        <message>
            <source>{node} was added after the run began: next run</source>
            <translation>{node} 在运行开始后添加：用于下一次运行</translation>
        </message>
        <message>
            <source>The run goes on without it. Stop it and press Train to train what is drawn.</source>
            <translation>当前运行不含该层。停止它并按“训练”，即可训练画布上的网络。</translation>
        </message>
        <message>
            <source>The run cannot go on with these settings: it would learn or remember something else</source>
            <translation>运行不能按这些设置继续：那样学习或记住的东西会不同</translation>
        </message>
        <message>
            <source>Change epochs, batch size, rate, schedule or stopping; begin a new run for anything else.</source>
            <translation>可以更改轮数、批大小、学习率、学习率计划或停止方式；其他更改请开始新的运行。</translation>
        </message>
        <message>
            <source>After preprocessing, inputs reach only {largest}; networks learn badly from such small numbers</source>
            <translation>预处理之后，输入最大只到 {largest}；网络很难从这么小的数中学习</translation>
        </message>
        <message>
            <source>Remove a Rescale that the data does not need: it reaches from {lowest} to {highest}.</source>
            <translation>去掉数据不需要的 Rescale：数据的范围是 {lowest} 到 {highest}。</translation>
        </message>
        <message>
            <source>the data has no targets: only the input itself can be learned</source>
            <translation>数据没有目标：只能学习输入本身</translation>
        </message>
        <message>
            <source>Save y_train and so on to learn anything else.</source>
            <translation>要学习其他内容，请保存 y_train 等数组。</translation>
        </message>
        <message>
            <source>no picture lies in a folder of a class: only the pictures themselves can be learned</source>
            <translation>没有图片放在类别文件夹中：只能学习图片本身</translation>
        </message>
        <message>
            <source>Put the pictures of each class into a folder of the class's name to learn anything else.</source>
            <translation>要学习其他内容，请把每个类别的图片放入以该类别命名的文件夹。</translation>
        </message>
        <message>
            <source>Put the pictures of each class into a folder of the class's name.</source>
            <translation>请把每个类别的图片放入以该类别命名的文件夹。</translation>
        </message>
        <message>
            <source>“{kind}” is not among the {family} of this version</source>
            <translation>本版本的{family}中没有“{kind}”</translation>
        </message>
        <message>
            <source>There are, the nearest first: {allowed}. A newer version may know it.</source>
            <translation>可用的有（最接近的在前）：{allowed}。更新的版本可能认识它。</translation>
        </message>
        <message>
            <source>“{kind}” is not among the {family} of this version; it has no effect</source>
            <translation>本版本的{family}中没有“{kind}”；它不起作用</translation>
        </message>
        <message>
            <source>There are, the nearest first: {allowed}.</source>
            <translation>可用的有（最接近的在前）：{allowed}。</translation>
        </message>
        <message>
            <source>losses</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>optimizers</source>
            <translation>优化器</translation>
        </message>
        <message>
            <source>metrics</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>schedules</source>
            <translation>学习率变化</translation>
        </message>
        <message>
            <source>ways to stop</source>
            <translation>停止方式</translation>
        </message>
        <message>
            <source>class weights</source>
            <translation>类别权重</translation>
        </message>
        <message>
            <source>layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>initializers</source>
            <translation>初始化</translation>
        </message>
        <message>
            <source>regularizers</source>
            <translation>正则化</translation>
        </message>
        <message>
            <source>constraints</source>
            <translation>约束</translation>
        </message>
        <message>
            <source>preprocessing steps</source>
            <translation>预处理步骤</translation>
        </message>
        <message>
            <source>augmentation steps</source>
            <translation>数据增强步骤</translation>
        </message>
        <message>
            <source>epochs</source>
            <translation>轮数</translation>
        </message>
        <message>
            <source>batch size</source>
            <translation>批次大小</translation>
        </message>
        <message>
            <source>seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>shuffle</source>
            <translation>打乱顺序</translation>
        </message>
        <message>
            <source>checkpoints</source>
            <translation>检查点数</translation>
        </message>
        <message>
            <source>time limit (s)</source>
            <translation>时间限制（秒）</translation>
        </message>
        <message>
            <source>recompute outputs</source>
            <translation>重新计算输出</translation>
        </message>
        <message>
            <source>validation share</source>
            <translation>验证比例</translation>
        </message>
        <message>
            <source>split seed</source>
            <translation>划分种子</translation>
        </message>
        <message>
            <source>Settings of a project</source>
            <translation>项目的设置</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>What one output of the network learns, an element of “outputs” of the training.</source>
            <translation>网络的一个输出学什么；训练的“outputs”中的一项。</translation>
        </message>
        <message>
            <source>How the network is trained: what it learns, by which steps, and for how long.</source>
            <translation>网络如何训练：学什么、怎样一步步学、学多久。</translation>
        </message>
        <message>
            <source>Where the samples come from, and which of them are kept for validation.</source>
            <translation>样本从哪里来，其中哪些留作验证。</translation>
        </message>
        <message>
            <source>The node that is an output of the network.</source>
            <translation>作为网络输出的节点。</translation>
        </message>
        <message>
            <source>What this output's mistakes cost; left out: the loss of the training.</source>
            <translation>这个输出的错误代价；省略时用训练的损失。</translation>
        </message>
        <message>
            <source>Factor of this output's loss in the loss of the whole network.</source>
            <translation>这个输出的损失在整个网络的损失中的系数。</translation>
        </message>
        <message>
            <source>What it learns: “input”, or the name of targets in the data; left out: the data's own targets.</source>
            <translation>它学什么：“input”，或数据中目标的名称；省略时学数据自己的目标。</translation>
        </message>
        <message>
            <source>What mistakes cost: the number that training makes small.</source>
            <translation>错误的代价：训练要使之变小的数。</translation>
        </message>
        <message>
            <source>What single outputs learn, where a network has several or not the data's targets.</source>
            <translation>网络有多个输出或不学数据的目标时，各个输出学什么。</translation>
        </message>
        <message>
            <source>What is measured on the validation part after each epoch.</source>
            <translation>每轮之后在验证部分上测量什么。</translation>
        </message>
        <message>
            <source>How gradients change the weights.</source>
            <translation>梯度如何改变权重。</translation>
        </message>
        <message>
            <source>When the run ends, and which epoch is the best.</source>
            <translation>运行何时结束，哪一轮最好。</translation>
        </message>
        <message>
            <source>How much the samples of each class count in the loss.</source>
            <translation>每个类别的样本在损失中占多大分量。</translation>
        </message>
        <message>
            <source>Computes outputs again in the backward pass instead of keeping them: less memory for large pictures, more time, the same results.</source>
            <translation>反向传播时重新计算输出而不保留它们：大图片占用更少内存，花更多时间，结果不变。</translation>
        </message>
        <message>
            <source>“builtin:” and the name of an embedded data set, or a file or folder, relative to the project's.</source>
            <translation>“builtin:”加内置数据集的名称，或相对于项目所在位置的文件或文件夹。</translation>
        </message>
        <message>
            <source>There is no node “{node}”</source>
            <translation>没有节点“{node}”</translation>
        </message>
        <message>
            <source>Nodes of this project: {allowed}. Other settings begin with training, optimizer, loss, data …</source>
            <translation>本项目的节点：{allowed}。其他设置以 training、optimizer、loss、data 等开头。</translation>
        </message>
        <message>
            <source>“{field}” of a node is no setting</source>
            <translation>节点的“{field}”不是设置</translation>
        </message>
        <message>
            <source>Change the project file itself.</source>
            <translation>请直接修改项目文件。</translation>
        </message>
        <message>
            <source>{kind} has no setting “{setting}”</source>
            <translation>{kind} 没有设置“{setting}”</translation>
        </message>
        <message>
            <source>“{field}” is a setting of the {group}</source>
            <translation>“{field}”是 {group} 的设置</translation>
        </message>
        <message>
            <source>Write --set {group}.{field}=….</source>
            <translation>请写 --set {group}.{field}=…。</translation>
        </message>
        <message>
            <source>“{place}” has no step {number}; it has {count}</source>
            <translation>“{place}”没有第 {number} 步；它有 {count} 步</translation>
        </message>
        <message>
            <source>Steps are counted from 0; add one in the project file.</source>
            <translation>步骤从 0 数起；请在项目文件中添加。</translation>
        </message>
        <message>
            <source>{count} files, such as {examples}: {reason}</source>
            <translation>{count} 个文件，例如 {examples}：{reason}</translation>
        </message>
        <message>
            <source>the data lie one folder further in: “{folder}”</source>
            <translation>数据在更里面一层的文件夹中：“{folder}”</translation>
        </message>
        <message>
            <source>several data sets lie in this folder: {names}</source>
            <translation>此文件夹中有多个数据集：{names}</translation>
        </message>
        <message>
            <source>Choose one of them as the data, for example {example}.</source>
            <translation>请选择其中之一作为数据，例如 {example}。</translation>
        </message>
        <message>
            <source>the folder lies beside those of the parts ({parts}) and is not used ({files} pictures)</source>
            <translation>该文件夹与各部分的文件夹（{parts}）并列，未被使用（{files} 张图片）</translation>
        </message>
        <message>
            <source>the folder is not used ({files} pictures): “{used}” is the {part} part already</source>
            <translation>该文件夹未被使用（{files} 张图片）：“{used}” 已经是 {part} 部分</translation>
        </message>
        <message>
            <source>classes have folders within ({examples}): all pictures in them count as the class</source>
            <translation>类别中还有文件夹（{examples}）：其中所有图片都算作该类别</translation>
        </message>
        <message>
            <source>If they are classes of their own, set class_folders to “separate”.</source>
            <translation>如果它们各自是一个类别，请将 class_folders 设为 “separate”。</translation>
        </message>
        <message>
            <source>the folder holds other files but no picture and is no class</source>
            <translation>该文件夹中有其他文件但没有图片，不算作类别</translation>
        </message>
        <message>
            <source>the picture lies in a folder that is not used</source>
            <translation>图片位于未被使用的文件夹中</translation>
        </message>
        <message>
            <source>Move it to a class.</source>
            <translation>请将其移到某个类别中。</translation>
        </message>
        <message>
            <source>a picture of the {part} part that no folder gives a class: nothing can be compared with it</source>
            <translation>{part} 部分的图片，没有文件夹给出其类别：无法与之比较</translation>
        </message>
        <message>
            <source>Let glassnet predict tell what it is, or put it into a folder of its class.</source>
            <translation>可用 glassnet predict 判断它是什么，或将其放入所属类别的文件夹。</translation>
        </message>
        <message>
            <source>the name does not fit class_pattern “{pattern}”</source>
            <translation>文件名不符合 class_pattern “{pattern}”</translation>
        </message>
        <message>
            <source>Rename the file, or change the pattern.</source>
            <translation>请重命名文件，或更改模式。</translation>
        </message>
        <message>
            <source>no picture lies in a folder of a class, but their names begin with {classes}</source>
            <translation>没有图片位于类别文件夹中，但它们的文件名以 {classes} 开头</translation>
        </message>
        <message>
            <source>Set class_pattern to {pattern} to learn these as classes.</source>
            <translation>将 class_pattern 设为 {pattern}，即可把它们作为类别来学习。</translation>
        </message>
        <message>
            <source>the link leads back to a folder that holds it and is not followed</source>
            <translation>链接指回包含它的文件夹，未被跟随</translation>
        </message>
        <message>
            <source>Copy the pictures to this place, or remove the link.</source>
            <translation>请将图片复制到此处，或删除该链接。</translation>
        </message>
        <message>
            <source>the link to a folder is followed</source>
            <translation>已跟随指向文件夹的链接</translation>
        </message>
        <message>
            <source>the link leads to nothing that can be opened</source>
            <translation>链接指向的内容无法打开</translation>
        </message>
        <message>
            <source>Bring back what it leads to, or remove it.</source>
            <translation>请恢复其指向的内容，或删除该链接。</translation>
        </message>
        <message>
            <source>the file belongs to the system or another program</source>
            <translation>该文件属于系统或其他程序</translation>
        </message>
        <message>
            <source>the file holds no picture</source>
            <translation>该文件中没有图片</translation>
        </message>
        <message>
            <source>the {part} part holds {count} of the training pictures too, such as {example}: results are too good</source>
            <translation>{part} 部分也含有 {count} 张训练图片，例如 {example}：结果会好得不真实</translation>
        </message>
        <message>
            <source>Remove them from one of the two.</source>
            <translation>请从两者之一中删除它们。</translation>
        </message>
        <message>
            <source>samples equal an earlier one ({count}), such as {a} and {b}</source>
            <translation>有样本与前面的样本相同（{count} 个），例如 {a} 和 {b}</translation>
        </message>
        <message>
            <source>Remove what is there twice, unless it shall count twice.</source>
            <translation>请删除重复的样本，除非它应当计算两次。</translation>
        </message>
        <message>
            <source>pairs of pictures look alike ({count}), such as {a} and {b}</source>
            <translation>有看起来相似的图片（{count} 对），例如 {a} 和 {b}</translation>
        </message>
        <message>
            <source>Keep such pictures in one part, or results are too good.</source>
            <translation>请将此类图片放在同一部分，否则结果会好得不真实。</translation>
        </message>
        <message>
            <source>equal or alike samples have different classes ({count} pairs), such as {a} and {b}</source>
            <translation>相同或相似的样本属于不同类别（{count} 对），例如 {a} 和 {b}</translation>
        </message>
        <message>
            <source>Look at them: one of the classes is probably wrong.</source>
            <translation>请查看它们：其中一个类别很可能是错的。</translation>
        </message>
        <message>
            <source>class “{most}” has {largest} training samples, “{least}” {smallest}: {ratio} times as many</source>
            <translation>类别 “{most}” 有 {largest} 个训练样本，“{least}” 有 {smallest} 个：前者是后者的 {ratio} 倍</translation>
        </message>
        <message>
            <source>Set class_weight to “balanced”, or add samples.</source>
            <translation>请将 class_weight 设为 “balanced”，或增加样本。</translation>
        </message>
        <message>
            <source>{node} takes samples of {shape} (before: {before})</source>
            <translation>{node} 接受 {shape} 的样本（原为 {before}）</translation>
        </message>
        <message>
            <source>It is the shape of one sample of the data.</source>
            <translation>这是数据中一个样本的形状。</translation>
        </message>
        <message>
            <source>{node} gives {units} numbers (before: {before})</source>
            <translation>{node} 给出 {units} 个数（原为 {before}）</translation>
        </message>
        <message>
            <source>{reason}</source>
            <translation>{reason}</translation>
        </message>
        <message>
            <source>{node} ends with {activation} (before: {before})</source>
            <translation>{node} 以 {activation} 结尾（原为 {before}）</translation>
        </message>
        <message>
            <source>It is what the loss expects.</source>
            <translation>这是损失函数所期望的。</translation>
        </message>
        <message>
            <source>the loss is {loss} (before: {before})</source>
            <translation>损失函数为 {loss}（原为 {before}）</translation>
        </message>
        <message>
            <source>It compares what the data hold: {targets}.</source>
            <translation>它比较的正是数据所含的内容：{targets}。</translation>
        </message>
        <message>
            <source>the metrics are {metrics} (before: {before})</source>
            <translation>指标为 {metrics}（原为 {before}）</translation>
        </message>
        <message>
            <source>They fit the targets: {targets}.</source>
            <translation>它们适合这些目标：{targets}。</translation>
        </message>
        <message>
            <source>pictures of 0 … {largest} are brought to 0 … 1 by Rescale</source>
            <translation>0 … {largest} 的图片由 Rescale 变为 0 … 1</translation>
        </message>
        <message>
            <source>Networks learn badly from large numbers.</source>
            <translation>网络难以从很大的数中学习。</translation>
        </message>
        <message>
            <source>inner folders</source>
            <translation>类别中的文件夹</translation>
        </message>
        <message>
            <source>name pattern</source>
            <translation>文件名中的类别</translation>
        </message>
        <message>
            <source>Folders within the folder of a class: “merge” counts their pictures as the class, “separate” makes each a class of its own.</source>
            <translation>类别文件夹中的文件夹：“merge” 将其中的图片算作该类别，“separate” 使每个文件夹各自成为一个类别。</translation>
        </message>
        <message>
            <source>How the names of files tell classes where no folders do: {class} stands for the class, * for any text, # for digits, as in “{class}.#.*”. Empty: they tell none.</source>
            <translation>没有类别文件夹时，文件名如何说明类别：{class} 代表类别，* 代表任意文字，# 代表数字，例如 “{class}.#.*”。空：文件名不说明类别。</translation>
        </message>
        <message>
            <source>{count} files, such as {examples}, are not loaded: {reason}</source>
            <translation>{count} 个文件未载入，例如 {examples}：{reason}</translation>
        </message>
        <message>
            <source>Save array.astype(float) for numbers, array.astype(str) for texts, or numpy.stack(array) for arrays of one size.</source>
            <translation>数值请保存 array.astype(float)，文本请保存 array.astype(str)，大小相同的数组请保存 numpy.stack(array)。</translation>
        </message>
        <message>
            <source>“{entry}” holds complex numbers ({found})</source>
            <translation>“{entry}”含有复数（{found}）</translation>
        </message>
        <message>
            <source>Save array.real, numpy.abs(array), or both parts as two channels: numpy.stack([array.real, array.imag], axis=-1).</source>
            <translation>请保存 array.real 或 numpy.abs(array)，或将实部与虚部存为两个通道：numpy.stack([array.real, array.imag], axis=-1)。</translation>
        </message>
        <message>
            <source>“{entry}” holds dates or durations ({found})</source>
            <translation>“{entry}”含有日期或时长（{found}）</translation>
        </message>
        <message>
            <source>Save array.astype('int64'), which counts their unit.</source>
            <translation>请保存 array.astype('int64')，其数值以原单位计。</translation>
        </message>
        <message>
            <source>“{entry}” is a structured array</source>
            <translation>“{entry}”是结构化数组</translation>
        </message>
        <message>
            <source>Save each of its fields as an array of its own: array['name'].</source>
            <translation>请将每个字段单独存为一个数组：array['name']。</translation>
        </message>
        <message>
            <source>“{entry}” holds numbers wider than double precision ({found})</source>
            <translation>“{entry}”的数值精度高于双精度（{found}）</translation>
        </message>
        <message>
            <source>Save array.astype('float64').</source>
            <translation>请保存 array.astype('float64')。</translation>
        </message>
        <message>
            <source>“{entry}” holds bytes without a meaning ({found})</source>
            <translation>“{entry}”含有意义不明的字节（{found}）</translation>
        </message>
        <message>
            <source>Save array.astype('float32') where they are numbers such as bfloat16, or array.view('uint8').</source>
            <translation>若为 bfloat16 之类的数值，请保存 array.astype('float32')；否则请保存 array.view('uint8')。</translation>
        </message>
        <message>
            <source>Convert it with astype to a type of numbers: uint8, int64, float32.</source>
            <translation>请用 astype 转换为数值类型：uint8、int64、float32。</translation>
        </message>
        <message>
            <source>{count} whole numbers of the array “{name}” are rounded: {value} in sample {sample} becomes {rounded}</source>
            <translation>数组“{name}”中有 {count} 个整数被舍入：样本 {sample} 中的 {value} 变为 {rounded}</translation>
        </message>
        <message>
            <source>Targets are held as float, which has all whole numbers up to 16,777,216. Number classes from 0; divide values, or subtract the smallest.</source>
            <translation>目标以 float 保存，只能精确表示 16,777,216 以内的全部整数。请从 0 开始为类别编号；数值请缩小或减去最小值。</translation>
        </message>
        <message>
            <source>text {number} of “{entry}” has a letter that does not exist</source>
            <translation>“{entry}”的第 {number} 个文本含有不存在的字符</translation>
        </message>
        <message>
            <source>text {number} of “{entry}” is no UTF-8</source>
            <translation>“{entry}”的第 {number} 个文本不是 UTF-8</translation>
        </message>
        <message>
            <source>Save numpy.char.decode(array, 'latin-1'), with the encoding that it has.</source>
            <translation>请按其实际编码保存 numpy.char.decode(array, 'latin-1')。</translation>
        </message>
        <message>
            <source>“{entry}” holds {found} texts, at most {limit} are allowed</source>
            <translation>“{entry}”含有 {found} 个文本，最多允许 {limit} 个</translation>
        </message>
        <message>
            <source>Save numbers: numpy.unique(array, return_inverse=True) gives both.</source>
            <translation>请保存数值：numpy.unique(array, return_inverse=True) 可同时给出文本与编号。</translation>
        </message>
        <message>
            <source>“{entry}” holds texts, no numbers</source>
            <translation>“{entry}”含有文本而非数值</translation>
        </message>
        <message>
            <source>Save an array of numbers here.</source>
            <translation>此处请保存数值数组。</translation>
        </message>
        <message>
            <source>Save the arrays as x_train, y_train, x_test, y_test and, if wanted, x_val, y_val, further targets as y_NAME_train and so on; or name those that are there by the settings data.inputs and data.targets. Where only the input itself is learned, leave all y out.</source>
            <translation>请将数组保存为 x_train、y_train、x_test、y_test，需要时再加 x_val、y_val，其他目标用 y_NAME_train 等；也可用设置 data.inputs 和 data.targets 指定现有的数组。只学习输入本身时，可不存任何 y。</translation>
        </message>
        <message>
            <source>more than one array may be meant: {readings}</source>
            <translation>可能指多个数组：{readings}</translation>
        </message>
        <message>
            <source>Say which by the settings data.inputs and data.targets.</source>
            <translation>请用设置 data.inputs 和 data.targets 指明。</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” are both the {part} part of “{name}”</source>
            <translation>“{first}”和“{second}”都是“{name}”的 {part} 部分</translation>
        </message>
        <message>
            <source>Remove or rename one of them.</source>
            <translation>请删除或重命名其中之一。</translation>
        </message>
        <message>
            <source>arrays were found by their names: {inputs} as inputs, {targets} as targets</source>
            <translation>已按名称找到数组：输入为 {inputs}，目标为 {targets}</translation>
        </message>
        <message>
            <source>Name others by the settings data.inputs and data.targets.</source>
            <translation>如需使用其他数组，请用设置 data.inputs 和 data.targets 指定。</translation>
        </message>
        <message>
            <source>data.more_targets cannot be read at “{found}”</source>
            <translation>data.more_targets 在“{found}”处无法解读</translation>
        </message>
        <message>
            <source>Write NAME=ARRAY with commas between: box=boxes_train, colour=colours_train.</source>
            <translation>请写成“名称=数组”，以逗号分隔：box=boxes_train, colour=colours_train。</translation>
        </message>
        <message>
            <source>Arrays in use are x_train, y_train and y_NAME_train or what data.inputs and data.targets name, the same of test and val, sample_weight_train, which no other part has, and class_names.</source>
            <translation>使用的数组有 x_train、y_train 和 y_NAME_train，或 data.inputs 与 data.targets 指定的数组，以及 test、val 的同名数组；另有 class_names 和 sample_weight_train（其他部分没有样本权重）。</translation>
        </message>
        <message>
            <source>the array “{name}” holds texts of {found}, where {wanted}</source>
            <translation>数组“{name}”含有形状为 {found} 的文本，而 {wanted}</translation>
        </message>
        <message>
            <source>Only labels may be texts, one for each sample, in all parts alike.</source>
            <translation>只有标签可以是文本，每个样本一个，且各部分须一致。</translation>
        </message>
        <message>
            <source>the array “{name}” names no classes: {reason}</source>
            <translation>数组“{name}”没有给出类别名称：{reason}</translation>
        </message>
        <message>
            <source>Save the names as texts in one row: numpy.array(names, dtype=str).</source>
            <translation>请将名称存为一行文本：numpy.array(names, dtype=str)。</translation>
        </message>
        <message>
            <source>the labels in “{name}” are {found}, those of the training part {wanted}</source>
            <translation>“{name}”中的标签是 {found}，而训练部分的标签是 {wanted}</translation>
        </message>
        <message>
            <source>Save the labels of all parts alike.</source>
            <translation>请以相同形式保存各部分的标签。</translation>
        </message>
        <message>
            <source>more than one file of arrays lies here: {files}</source>
            <translation>此处有多个数组文件：{files}</translation>
        </message>
        <message>
            <source>Choose one of the files, or leave only one data set in the folder.</source>
            <translation>请选择其中一个文件，或在文件夹中只保留一个数据集。</translation>
        </message>
        <message>
            <source>{found} .npy files in the folder, at most {limit} are allowed</source>
            <translation>文件夹中有 {found} 个 .npy 文件，最多允许 {limit} 个</translation>
        </message>
        <message>
            <source>Keep only the arrays of the data set here.</source>
            <translation>此处请只保留数据集的数组。</translation>
        </message>
        <message>
            <source>the label “{class}” is in the {part} part but not in the training part</source>
            <translation>标签“{class}”出现在 {part} 部分，但训练部分没有</translation>
        </message>
        <message>
            <source>the label of sample {sample} of the {part} part is an empty text ({count} such labels)</source>
            <translation>{part} 部分样本 {sample} 的标签是空文本（共 {count} 个）</translation>
        </message>
        <message>
            <source>Remove these samples or name their class.</source>
            <translation>请删除这些样本或写明其类别。</translation>
        </message>
        <message>
            <source>there are {found} different texts as labels, at most {limit} classes are allowed</source>
            <translation>标签共有 {found} 种不同文本，最多允许 {limit} 个类别</translation>
        </message>
        <message>
            <source>Save texts that name classes; what differs from sample to sample cannot be learned.</source>
            <translation>请保存表示类别的文本；每个样本都不同的文本无法学习。</translation>
        </message>
        <message>
            <source>the given names of classes are not used: “{class}” is not among them</source>
            <translation>未使用给出的类别名称：其中没有“{class}”</translation>
        </message>
        <message>
            <source>Name all classes that the labels name.</source>
            <translation>请列出标签中出现的所有类别。</translation>
        </message>
        <message>
            <source>{found} names of classes are given and not used: the labels need {wanted}</source>
            <translation>给出的 {found} 个类别名称未被使用：标签需要 {wanted} 个</translation>
        </message>
        <message>
            <source>Name all classes, in the order of their numbers.</source>
            <translation>请按编号顺序列出所有类别。</translation>
        </message>
        <message>
            <source>the given names of classes are not used: the targets are values</source>
            <translation>未使用给出的类别名称：目标是数值</translation>
        </message>
        <message>
            <source>Save class numbers, or leave the names out.</source>
            <translation>请保存类别编号，或不提供名称。</translation>
        </message>
        <message>
            <source>Choose a folder of pictures, a table (CSV), IDX files, or arrays (.npz, .npy, .safetensors).</source>
            <translation>请选择图片文件夹、表格（CSV）、IDX 文件或数组（.npz、.npy、.safetensors）。</translation>
        </message>
        <message>
            <source>array of inputs</source>
            <translation>输入数组</translation>
        </message>
        <message>
            <source>Name of the array with the inputs of the training part, in files of arrays; those of the other parts have test or val in place of train. Empty: found by itself.</source>
            <translation>数组文件中训练部分输入数组的名称；其他部分的名称以 test 或 val 代替 train。留空则自动查找。</translation>
        </message>
        <message>
            <source>array of targets</source>
            <translation>目标数组</translation>
        </message>
        <message>
            <source>Name of the array with the targets of the training part. Empty: found by itself.</source>
            <translation>训练部分目标数组的名称。留空则自动查找。</translation>
        </message>
        <message>
            <source>Targets of further outputs as NAME=ARRAY, with commas between: box=boxes_train. Empty: every y_NAME_train.</source>
            <translation>其他输出的目标，写成“名称=数组”，以逗号分隔：box=boxes_train。留空则使用所有 y_NAME_train。</translation>
        </message>
        <message>
            <source>What becomes of transparency: the picture is laid on “white”, “black” or a colour such as “#80c0ff”, or “channel” keeps it as one more channel.</source>
            <translation>如何处理透明度：图片置于“white”（白色）、“black”（黑色）或“#80c0ff”之类的颜色上；“channel”则将其保留为一个额外的通道。</translation>
        </message>
        <message>
            <source>{width} × {height} pixels of {bands} bands; at most {values} values in all are allowed</source>
            <translation>{width} × {height} 像素，{bands} 个波段；总共最多允许 {values} 个值</translation>
        </message>
        <message>
            <source>Make the picture smaller, or leave bands out.</source>
            <translation>请缩小图片，或去掉一些波段。</translation>
        </message>
        <message>
            <source>Use a network whose Input is height × width × channels.</source>
            <translation>请使用 Input 为 高 × 宽 × 通道数 的网络。</translation>
        </message>
        <message>
            <source>the picture has {found} channels but the network takes {wanted}</source>
            <translation>图片有 {found} 个通道，而网络需要 {wanted} 个</translation>
        </message>
        <message>
            <source>Give it pictures of the kind that it has learned from.</source>
            <translation>请使用与训练时同类的图片。</translation>
        </message>
        <message>
            <source>the printing colours (CMYK) were converted to red, green and blue without a colour profile</source>
            <translation>印刷色 (CMYK) 已转换为红、绿、蓝，未使用颜色配置文件</translation>
        </message>
        <message>
            <source>Convert it in a picture editor where colours must be exact.</source>
            <translation>若颜色必须精确，请用图片编辑器转换。</translation>
        </message>
        <message>
            <source>the value of row {row}, column {column}, band {band} (from 0) is {value}</source>
            <translation>第 {row} 行、第 {column} 列、波段 {band}（从 0 编号）的值为 {value}</translation>
        </message>
        <message>
            <source>Replace such values, for example with numpy.nan_to_num, and save the picture again.</source>
            <translation>请替换这些值（例如用 numpy.nan_to_num），然后重新保存图片。</translation>
        </message>
        <message>
            <source>its values are from {least} to {most}, not 0 to 255, and are kept as they are</source>
            <translation>其值的范围是 {least} 到 {most}，不是 0 到 255，已原样保留</translation>
        </message>
        <message>
            <source>Begin the network with Normalization or Rescaling, and do not mix it with pictures of 0 to 255.</source>
            <translation>请让网络以 Normalization 或 Rescaling 开头，并且不要与 0 到 255 的图片混用。</translation>
        </message>
        <message>
            <source>the picture is partly transparent and was laid on a colour</source>
            <translation>图片部分透明，已置于一种颜色上</translation>
        </message>
        <message>
            <source>Set alpha of the data to white, black, a colour such as #80c0ff, or channel to keep it.</source>
            <translation>请将数据的 alpha 设为 white、black、#80c0ff 之类的颜色，或设为 channel 以保留透明度。</translation>
        </message>
        <message>
            <source>the file holds {count} pictures; the first one is used</source>
            <translation>文件含有 {count} 张图片；使用第一张</translation>
        </message>
        <message>
            <source>the picture is animated; the first of its {count} pictures is used</source>
            <translation>图片是动画；使用其 {count} 张图片中的第一张</translation>
        </message>
        <message>
            <source>pictures of {found} channels cannot be mixed with those of {before} that were read before</source>
            <translation>有 {found} 个通道的图片不能与之前读取的 {before} 个通道的图片混用</translation>
        </message>
        <message>
            <source>Bring them to one kind, or put them into folders of their own.</source>
            <translation>请统一为一种，或分别放入各自的文件夹。</translation>
        </message>
        <message>
            <source>“{value}” says nothing about transparency</source>
            <translation>“{value}”不是有效的透明度设置</translation>
        </message>
        <message>
            <source>Set alpha to white, black, a colour such as #80c0ff, or channel.</source>
            <translation>请将 alpha 设为 white、black、#80c0ff 之类的颜色，或 channel。</translation>
        </message>
        <message>
            <source>Save it as PNG, JPEG, TIFF or WebP.</source>
            <translation>请另存为 PNG、JPEG、TIFF 或 WebP。</translation>
        </message>
        <message>
            <source>the file is an SVG drawing, which has no pixels</source>
            <translation>文件是 SVG 矢量图，没有像素</translation>
        </message>
        <message>
            <source>Draw it at the size you need, for example by `rsvg-convert -w 256 FILE -o picture.png`.</source>
            <translation>请按所需大小绘制，例如 `rsvg-convert -w 256 FILE -o picture.png`。</translation>
        </message>
        <message>
            <source>the file is a HEIC picture, which is not read</source>
            <translation>文件是 HEIC 图片，无法读取</translation>
        </message>
        <message>
            <source>Convert it, for example by `heif-convert FILE picture.png`.</source>
            <translation>请转换，例如 `heif-convert FILE picture.png`。</translation>
        </message>
        <message>
            <source>the file is an AVIF picture, which is not read</source>
            <translation>文件是 AVIF 图片，无法读取</translation>
        </message>
        <message>
            <source>Convert it, for example by `avifdec FILE picture.png`.</source>
            <translation>请转换，例如 `avifdec FILE picture.png`。</translation>
        </message>
        <message>
            <source>the file is a JPEG 2000 picture, which is not read</source>
            <translation>文件是 JPEG 2000 图片，无法读取</translation>
        </message>
        <message>
            <source>Convert it, for example by `opj_decompress -i FILE -o picture.png`.</source>
            <translation>请转换，例如 `opj_decompress -i FILE -o picture.png`。</translation>
        </message>
        <message>
            <source>the file is a JPEG XL picture, which is not read</source>
            <translation>文件是 JPEG XL 图片，无法读取</translation>
        </message>
        <message>
            <source>Convert it, for example by `djxl FILE picture.png`.</source>
            <translation>请转换，例如 `djxl FILE picture.png`。</translation>
        </message>
        <message>
            <source>the file is a Photoshop document, which is not read</source>
            <translation>文件是 Photoshop 文档，无法读取</translation>
        </message>
        <message>
            <source>Export it as PNG or TIFF, for example in GIMP.</source>
            <translation>请导出为 PNG 或 TIFF，例如用 GIMP。</translation>
        </message>
        <message>
            <source>the file is a raw photo of a camera, which is not read</source>
            <translation>文件是相机的 RAW 照片，无法读取</translation>
        </message>
        <message>
            <source>Develop it in darktable or RawTherapee and export it as TIFF or PNG.</source>
            <translation>请用 darktable 或 RawTherapee 冲洗，并导出为 TIFF 或 PNG。</translation>
        </message>
        <message>
            <source>the file is a PDF document, which is not read</source>
            <translation>文件是 PDF 文档，无法读取</translation>
        </message>
        <message>
            <source>Turn its pages into pictures, for example by `pdftoppm -png FILE page`.</source>
            <translation>请将其页面转换为图片，例如 `pdftoppm -png FILE page`。</translation>
        </message>
        <message>
            <source>the file is an icon, which is not read</source>
            <translation>文件是图标，无法读取</translation>
        </message>
        <message>
            <source>Take its pictures out, for example by `icotool -x FILE`.</source>
            <translation>请取出其中的图片，例如 `icotool -x FILE`。</translation>
        </message>
        <message>
            <source>the file is a DICOM picture, which is not read</source>
            <translation>文件是 DICOM 图像，无法读取</translation>
        </message>
        <message>
            <source>Read it by pydicom and save its pixel_array in an .npz file, or as PNG of 16 bits.</source>
            <translation>请用 pydicom 读取，将其 pixel_array 保存到 .npz 文件，或保存为 16 位 PNG。</translation>
        </message>
        <message>
            <source>the file is a NIfTI volume, which is not read</source>
            <translation>文件是 NIfTI 体数据，无法读取</translation>
        </message>
        <message>
            <source>Read it by nibabel and save its get_fdata() in an .npz file.</source>
            <translation>请用 nibabel 读取，将其 get_fdata() 保存到 .npz 文件。</translation>
        </message>
        <message>
            <source>the file is a film, not a picture</source>
            <translation>文件是视频，不是图片</translation>
        </message>
        <message>
            <source>Take pictures out of it, for example by `ffmpeg -i FILE -vf fps=1 picture-%05d.png`.</source>
            <translation>请从中取出图片，例如 `ffmpeg -i FILE -vf fps=1 picture-%05d.png`。</translation>
        </message>
        <message>
            <source>the file is {found}, whatever its name says, and was read as such</source>
            <translation>文件是 {found}，与文件名不符，已按其实际内容读取</translation>
        </message>
        <message>
            <source>Rename it where other programs are to read it.</source>
            <translation>若其他程序也要读取，请重命名。</translation>
        </message>
        <message>
            <source>byte {byte} of line {line} is no UTF-8 text</source>
            <translation>第 {line} 行的第 {byte} 个字节不是 UTF-8 文本</translation>
        </message>
        <message>
            <source>Save the table with the encoding UTF-8.</source>
            <translation>请用 UTF-8 编码保存该表格。</translation>
        </message>
        <message>
            <source>line {line} holds a zero byte; a table is text</source>
            <translation>第 {line} 行含有零字节；表格应为文本</translation>
        </message>
        <message>
            <source>Save the table as text, with the encoding UTF-8.</source>
            <translation>请以 UTF-8 编码的文本保存该表格。</translation>
        </message>
        <message>
            <source>the quote that opens on line {line} is never closed</source>
            <translation>第 {line} 行开始的引号没有结束</translation>
        </message>
        <message>
            <source>Close it, or remove it.</source>
            <translation>请补上结束引号，或删除它。</translation>
        </message>
        <message>
            <source>the row that begins on line {line} is longer than {limit} bytes</source>
            <translation>从第 {line} 行开始的一行超过 {limit} 字节</translation>
        </message>
        <message>
            <source>Look for a quote that is not closed, or for missing line ends.</source>
            <translation>请查找未结束的引号，或缺失的换行。</translation>
        </message>
        <message>
            <source>line {line} has more than {limit} columns</source>
            <translation>第 {line} 行超过 {limit} 列</translation>
        </message>
        <message>
            <source>Save such wide samples as arrays in an .npz file.</source>
            <translation>请将如此宽的样本保存为 .npz 文件中的数组。</translation>
        </message>
        <message>
            <source>the table has no rows below its header</source>
            <translation>表头之下没有任何行</translation>
        </message>
        <message>
            <source>Choose a table with a row for each sample.</source>
            <translation>请选择每个样本占一行的表格。</translation>
        </message>
        <message>
            <source>column {number} is called “{name}”: its own name is {fault}</source>
            <translation>第 {number} 列改称 “{name}”：它自己的名称有问题（{fault}）</translation>
        </message>
        <message>
            <source>Give every column a name of its own.</source>
            <translation>请给每一列一个不同的名称。</translation>
        </message>
        <message>
            <source>Mend these rows, or set missing_values to “drop” to leave them out.</source>
            <translation>请修正这些行，或将 missing_values 设为 “drop” 以略去它们。</translation>
        </message>
        <message>
            <source>Set missing_values to “drop” (their rows) or “mean” (of the column).</source>
            <translation>请将 missing_values 设为 “drop”（略去所在行）或 “mean”（取该列均值）。</translation>
        </message>
        <message>
            <source>Set missing_values to “mean” to keep those whose target is known.</source>
            <translation>将 missing_values 设为 “mean” 可保留目标已知的行。</translation>
        </message>
        <message>
            <source>column “{name}” holds texts, such as “{example}”</source>
            <translation>列 “{name}” 含有文字，例如 “{example}”</translation>
        </message>
        <message>
            <source>columns of texts are left out: {names}</source>
            <translation>略去了文字列：{names}</translation>
        </message>
        <message>
            <source>there is no column “{name}”; there are: {names}</source>
            <translation>没有列 “{name}”；现有：{names}</translation>
        </message>
        <message>
            <source>Set {setting} to one of these.</source>
            <translation>请将 {setting} 设为其中之一。</translation>
        </message>
        <message>
            <source>the targets are column “{name}”, {reason}</source>
            <translation>目标是列 “{name}”（{reason}）</translation>
        </message>
        <message>
            <source>Set targets to the name of another column if that is meant.</source>
            <translation>如果指的是另一列，请将 targets 设为其名称。</translation>
        </message>
        <message>
            <source>no column is left for the inputs besides the target “{name}”</source>
            <translation>除目标 “{name}” 之外没有可作输入的列</translation>
        </message>
        <message>
            <source>Choose a table with more columns, or another target.</source>
            <translation>请选择列数更多的表格，或另一个目标。</translation>
        </message>
        <message>
            <source>column “{name}” holds the same value in every row</source>
            <translation>列 “{name}” 在每一行的值都相同</translation>
        </message>
        <message>
            <source>Leave it out: nothing can be learned from it.</source>
            <translation>请略去它：从中学不到任何东西。</translation>
        </message>
        <message>
            <source>the {part} part has no column “{name}”, which the training part has</source>
            <translation>{part} 部分没有训练部分中的列 “{name}”</translation>
        </message>
        <message>
            <source>Save both tables with the same columns.</source>
            <translation>请以相同的列保存两个表格。</translation>
        </message>
        <message>
            <source>the {part} part has no column “{name}” of targets and is not used</source>
            <translation>{part} 部分没有目标列 “{name}”，未被使用</translation>
        </message>
        <message>
            <source>unknown values</source>
            <translation>未知值</translation>
        </message>
        <message>
            <source>text columns</source>
            <translation>文字列</translation>
        </message>
        <message>
            <source>inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Name of the array with the inputs of the training part, in files of arrays; those of the other parts have test or val in place of train. In tables the columns of the inputs, with commas between; names that hold a comma stand in quotes. Empty: found by itself.</source>
            <translation>数组文件中训练部分的输入数组的名称；其他部分的数组以 test 或 val 代替 train。在表格中为作为输入的列，以逗号分隔；含逗号的名称用引号括起。空：自动查找。</translation>
        </message>
        <message>
            <source>Name of the array with the targets of the training part, or of the column in tables. Empty: found by itself.</source>
            <translation>训练部分的目标数组的名称，或表格中的列名。空：自动查找。</translation>
        </message>
        <message>
            <source>What becomes of cells of a table without a value: “refuse” asks first, “drop” leaves their rows out, “mean” takes the mean of the column.</source>
            <translation>表格中没有值的单元格如何处理：“refuse” 先询问，“drop” 略去所在行，“mean” 取该列均值。</translation>
        </message>
        <message>
            <source>more targets</source>
            <translation>更多目标</translation>
        </message>
        <message>
            <source>the table is no part of its own, or one that another table is already</source>
            <translation>该表格不是单独的部分，或其部分已由另一个表格占用</translation>
        </message>
        <message>
            <source>Name it train, val or test if it is meant, or choose it alone.</source>
            <translation>如果需要它，请命名为 train、val 或 test，或单独选择它。</translation>
        </message>
        <message>
            <source>“{cell}” in column “{name}” is no number as the others are</source>
            <translation>列 “{name}” 中的 “{cell}” 不像其他单元格那样是数</translation>
        </message>
        <message>
            <source>column “{name}” only counts the rows and is left out</source>
            <translation>列 “{name}” 只是行号，已略去</translation>
        </message>
        <message>
            <source>Name it in inputs if it is meant.</source>
            <translation>如果需要它，请在 inputs 中写出。</translation>
        </message>
        <message>
            <source>the inputs of the {part} part need more than {limit} bytes of memory</source>
            <translation>{part} 部分的输入需要超过 {limit} 字节的内存</translation>
        </message>
        <message>
            <source>Set inputs to fewer columns, or use fewer rows.</source>
            <translation>请将 inputs 设为较少的列，或使用较少的行。</translation>
        </message>
        <message>
            <source>no row is left: in each of the {count} a value is missing</source>
            <translation>没有剩下任何行：{count} 行中每一行都缺少值</translation>
        </message>
        <message>
            <source>Set inputs to columns that hold values.</source>
            <translation>请将 inputs 设为有值的列。</translation>
        </message>
        <message>
            <source>Add the column to measure on it.</source>
            <translation>请添加该列以便评估。</translation>
        </message>
        <message>
            <source>column “{name}” has more than the {limit} different texts that one-hot takes</source>
            <translation>列 “{name}” 的不同文字超过独热编码的上限 {limit} 种</translation>
        </message>
        <message>
            <source>rows in which a value is missing are left out ({count})</source>
            <translation>缺少值的行已略去（{count} 行）</translation>
        </message>
        <message>
            <source>unknown values are replaced by the mean of their column ({count})</source>
            <translation>未知值由该列均值代替（{count} 个）</translation>
        </message>
        <message>
            <source>cells hold no value ({count}): {columns}</source>
            <translation>有单元格没有值（{count} 个）：{columns}</translation>
        </message>
        <message>
            <source>rows have another number of cells than the {wanted} columns ({count}): line {lines}</source>
            <translation>有行的单元格数不等于列数 {wanted}（{count} 行）：第 {lines} 行</translation>
        </message>
        <message>
            <source>the folder holds a table of a training part and pictures too</source>
            <translation>该文件夹既有训练部分的表格，也有图片</translation>
        </message>
        <message>
            <source>Choose the table itself, or the folder of the pictures, as the data.</source>
            <translation>请选择表格本身或图片文件夹作为数据。</translation>
        </message>
        <message>
            <source>class “{class}” holds folders named like parts: all pictures in them count as the class</source>
            <translation>类别 “{class}” 中有名称像数据部分的文件夹：其中所有图片都算作该类别</translation>
        </message>
        <message>
            <source>Give every class such folders, or put the parts above the classes: train/{class}.</source>
            <translation>请给每个类别都建立这样的文件夹，或把各部分放在类别之上：train/{class}。</translation>
        </message>
        <message>
            <source>“{class}” is taken for a class, which its name does not look like</source>
            <translation>“{class}” 被当作类别，但其名称不像类别</translation>
        </message>
        <message>
            <source>Choose the folder above the classes as the data.</source>
            <translation>请选择类别上一级的文件夹作为数据。</translation>
        </message>
        <message>
            <source>the link leads to a folder that is read already</source>
            <translation>链接指向的文件夹已经读取</translation>
        </message>
        <message>
            <source>Remove the link, or copy the pictures if they shall count twice.</source>
            <translation>请删除该链接；如果这些图片应计算两次，请复制它们。</translation>
        </message>
        <message>
            <source>this is neither a file nor a folder</source>
            <translation>这既不是文件也不是文件夹</translation>
        </message>
        <message>
            <source>the Rescale for bytes is removed: inputs reach from {lowest} to {highest}</source>
            <translation>删除了用于字节的 Rescale：输入范围为 {lowest} 到 {highest}</translation>
        </message>
        <message>
            <source>It would make them too small to learn from.</source>
            <translation>它会使输入小到无法学习。</translation>
        </message>
        <message>
            <source>{node} brings each column to mean 0 and spread 1</source>
            <translation>{node} 使每一列的均值为 0、离散度为 1</translation>
        </message>
        <message>
            <source>Networks learn badly from columns of different size.</source>
            <translation>网络难以从大小不一的列中学习。</translation>
        </message>
        <message>
            <source>there is no folder of a class in here, but the names of the files begin with {classes}</source>
            <translation>这里没有类别文件夹，但文件名以 {classes} 开头</translation>
        </message>
        <message>
        <source>Let the preprocessing begin with a Resize, for example to {height} × {width}.</source>
        <translation>请让预处理以 Resize 开始，例如缩放到 {height} × {width}。</translation>
    </message>
    <message>
        <source>Let the preprocessing begin with a Resize to a smaller size.</source>
        <translation>请让预处理以缩放到较小尺寸的 Resize 开始。</translation>
    </message>
    <message>
        <source>loading was ended before it was done</source>
        <translation>加载在完成前被终止</translation>
    </message>
    <message>
        <source>Load the data again.</source>
        <translation>请重新加载数据。</translation>
    </message>
    <message>
        <source>{count} changed samples are not there, such as {sample}</source>
        <translation>有 {count} 个被更改的样本不存在，例如 {sample}</translation>
    </message>
    <message>
        <source>Remove their changes, or bring the files back.</source>
        <translation>请删除对它们的更改，或恢复这些文件。</translation>
    </message>
    <message>
        <source>{sample} shall be of class “{class}”, which the data do not have</source>
        <translation>{sample} 被指定为类别“{class}”，但数据中没有该类别</translation>
    </message>
    <message>
        <source>Choose one of their classes.</source>
        <translation>请选择数据中已有的类别。</translation>
    </message>
    <message>
        <source>excluded by the project</source>
        <translation>被项目排除</translation>
    </message>
    <message>
        <source>Include it again on the Data page.</source>
        <translation>可在“数据”页重新包含它。</translation>
    </message>
    <message>
        <source>{kind} stands after other steps, but is done while samples are read</source>
        <translation>{kind} 位于其他步骤之后，但它在读取样本时执行</translation>
    </message>
    <message>
        <source>Move it to the front, or remove it.</source>
        <translation>请把它移到最前面，或将其移除。</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Brings all pictures to one size while they are read: the first step of all.</source>
        <translation>读取时把所有图片变为同一尺寸：所有步骤中的第一步。</translation>
    </message>
    <message>
        <source>Height of all pictures, in pixels.</source>
        <translation>所有图片的高度（像素）。</translation>
    </message>
    <message>
        <source>Width of all pictures, in pixels.</source>
        <translation>所有图片的宽度（像素）。</translation>
    </message>
    <message>
        <source>What happens to other proportions: “stretch” changes them, “fit” leaves a margin, “crop” cuts off what stands out of the middle.</source>
        <translation>如何处理不同的宽高比：“stretch”拉伸，“fit”留出边距，“crop”裁去中央以外的部分。</translation>
    </message>
    <message>
        <source>Value of the margin that “fit” leaves: 0 is black, 255 white.</source>
        <translation>“fit”所留边距的值：0 为黑色，255 为白色。</translation>
    </message>
    <message>
        <source>How new pixels are made, by OpenCV: “area” averages where a picture shrinks and is bilinear where it grows; “nearest” copies pixels; “bilinear”, “bicubic” and “lanczos4” blend 2 × 2, 4 × 4 and 8 × 8 of them.</source>
        <translation>新像素的算法，与 OpenCV 相同：“area”在图片缩小时取平均，放大时为双线性；“nearest”复制像素；“bilinear”、“bicubic”和“lanczos4”分别混合 2 × 2、4 × 4 和 8 × 8 个像素。</translation>
    </message>
    <message>
        <source>h × w × channels → height × width × channels</source>
        <translation>h × w × 通道 → height × width × 通道</translation>
    </message>
    <message>
        <source>pictures are brought to {height} × {width}</source>
        <translation>图片统一为 {height} × {width}</translation>
    </message>
    <message>
        <source>A network takes pictures of one size.</source>
        <translation>网络只接受同一尺寸的图片。</translation>
    </message>
    <message>
        <source>Samples that were left out or given another class; their files stay as they are.</source>
        <translation>被排除或改为其他类别的样本；文件保持不变。</translation>
    </message>
    <message>
        <source>File of the sample, relative to the data, or its part and number, as in “training[12]”.</source>
        <translation>样本的文件（相对于数据），或其所属部分与编号，例如“training[12]”。</translation>
    </message>
    <message>
        <source>The class that it has instead of its own.</source>
        <translation>取代其原有类别的类别。</translation>
    </message>
    <message>
        <source>It is left out of the data.</source>
        <translation>它被排除在数据之外。</translation>
    </message>
    <message>
        <source>Change of a sample</source>
        <translation>样本的更改</translation>
    </message>
    <message>
        <source>What was changed about one sample, an element of “changes” of the data.</source>
        <translation>对一个样本所做的更改，是数据中“changes”的一个元素。</translation>
    </message>
    <message>
        <source>half of the training pictures are mirrored ({step})</source>
        <translation>一半的训练图片会被镜像（{step}）</translation>
    </message>
    <message>
        <source>Remove the step on the Data page where left and right matter.</source>
        <translation>如果左右方向有意义，请在“数据”页移除这一步。</translation>
    </message>
        <message>
            <source>the text is no UTF-8 and was read as Windows-1252, such as “{example}” on line {line}</source>
            <translation>文本不是 UTF-8，已按 Windows-1252 读取，例如第 {line} 行的 “{example}”</translation>
        </message>
        <message>
            <source>If letters look wrong, save the table with the encoding UTF-8.</source>
            <translation>如果字符显示有误，请用 UTF-8 编码保存表格。</translation>
        </message>
        <message>
            <source>no column is left for the targets: all are inputs or dropped</source>
            <translation>没有剩下可作目标的列：所有列都是输入或已被丢弃</translation>
        </message>
        <message>
            <source>Name the column of the targets in targets, and not in inputs.</source>
            <translation>请在 targets 中写明目标列，且不要写在 inputs 中。</translation>
        </message>
        <message>
            <source>Mend the cell, or name the column in dropped_columns.</source>
            <translation>请修正该单元格，或在 dropped_columns 中写明该列。</translation>
        </message>
        <message>
            <source>the table lacks columns that the network learned from ({count}): {names}</source>
            <translation>表格缺少网络学习时所用的列（{count} 个）：{names}</translation>
        </message>
        <message>
            <source>Give it the columns of the training table; its first row names them.</source>
            <translation>请提供训练表格中的这些列；第一行为列名。</translation>
        </message>
        <message>
            <source>there are {found} cells in a row; the network takes {wanted}: {names}</source>
            <translation>一行有 {found} 个单元格；网络需要 {wanted} 个：{names}</translation>
        </message>
        <message>
            <source>Give a cell for each, in this order.</source>
            <translation>请按此顺序为每一项提供一个单元格。</translation>
        </message>
        <message>
            <source>the row has another number of cells than the {wanted} columns</source>
            <translation>该行的单元格数与 {wanted} 列不符</translation>
        </message>
        <message>
            <source>Mend the row.</source>
            <translation>请修正该行。</translation>
        </message>
        <message>
            <source>column “{name}” holds no value</source>
            <translation>列 “{name}” 没有值</translation>
        </message>
        <message>
            <source>Give the value; a network trained with missing_values “mean” knows what stands for a number.</source>
            <translation>请提供该值；以 missing_values “mean” 训练的网络知道用什么代替缺失的数字。</translation>
        </message>
        <message>
            <source>“{cell}” in column “{name}” is no number</source>
            <translation>列 “{name}” 中的 “{cell}” 不是数字</translation>
        </message>
        <message>
            <source>Mend the cell.</source>
            <translation>请修正该单元格。</translation>
        </message>
        <message>
            <source>the network has not learned “{cell}” in column “{name}”, only {texts}</source>
            <translation>网络没有学习过列 “{name}” 中的 “{cell}”，只学习过 {texts}</translation>
        </message>
        <message>
            <source>Mend the cell, or train again with rows that hold it.</source>
            <translation>请修正该单元格，或用含有它的行重新训练。</translation>
        </message>
        <message>
            <source>unknown values are replaced by the mean of their column in the training table ({count})</source>
            <translation>未知值以训练表格中该列的均值代替（{count} 个）</translation>
        </message>
        <message>
            <source>column “{name}” holds dates, such as “{example}”</source>
            <translation>列 “{name}” 含有日期，例如 “{example}”</translation>
        </message>
        <message>
            <source>Name it in dropped_columns, or put numbers in its place.</source>
            <translation>请在 dropped_columns 中写明该列，或改用数字。</translation>
        </message>
        <message>
            <source>Set text_columns to “one_hot” or “drop”, or name it in inputs or in dropped_columns.</source>
            <translation>请将 text_columns 设为 “one_hot” 或 “drop”，或在 inputs 或 dropped_columns 中写明该列。</translation>
        </message>
        <message>
            <source>Name it in dropped_columns, or set inputs to the columns wanted.</source>
            <translation>请在 dropped_columns 中写明该列，或将 inputs 设为所需的列。</translation>
        </message>
        <message>
            <source>Set text_columns to “one_hot”, or name in inputs those to use.</source>
            <translation>请将 text_columns 设为 “one_hot”，或在 inputs 中写明要用的列。</translation>
        </message>
        <message>
            <source>column “{name}” is named twice: in {first} and in {second}</source>
            <translation>列 “{name}” 被写了两次：在 {first} 和 {second} 中</translation>
        </message>
        <message>
            <source>Name each column once.</source>
            <translation>每列只写一次。</translation>
        </message>
        <message>
            <source>dropped columns</source>
            <translation>丢弃的列</translation>
        </message>
        <message>
            <source>Columns of a table that are not used, with commas between.</source>
            <translation>表格中不使用的列，以逗号分隔。</translation>
        </message>
        <message>
            <source>What becomes of columns of a table that hold texts: “refuse” asks first, “one_hot” makes an input of each text, “drop” leaves them out. Those that inputs names become one-hot.</source>
            <translation>表格中的文字列如何处理：“refuse” 先询问，“one_hot” 把每种文字变成一个输入，“drop” 略去它们。inputs 中写明的文字列总是变成 one-hot。</translation>
        </message>
        <message>
            <source>“{name}” may be the column of this name, or a text of a column whose name is its beginning</source>
            <translation>“{name}” 既可能是同名的列，也可能是名称为其开头的列中的一种文字</translation>
        </message>
        <message>
            <source>Rename one of the columns: “=” stands between a column and its text.</source>
            <translation>请重命名其中一列：“=” 用于分隔列名与其文字。</translation>
        </message>
        <message>
        <source>class “{class}” has no training sample left</source>
        <translation>类别“{class}”已没有训练样本</translation>
    </message>
    <message>
        <source>Include some of its samples again, or exclude those of all parts.</source>
        <translation>请重新包含该类别的一些样本，或将其在所有部分中的样本都排除。</translation>
    </message>
    <message>
        <source>{count} changes of samples named by number are left out: these are other data than the project&apos;s</source>
        <translation>有 {count} 个按编号指定样本的更改未被采用：这些数据不是项目自己的数据</translation>
    </message>
    <message>
        <source>Name the data in the project to keep them.</source>
        <translation>要保留它们，请在项目中指定该数据。</translation>
    </message>
    <message>
        <source>the text holds more than one row</source>
        <translation>文本包含多于一行</translation>
    </message>
    <message>
        <source>Give each row by itself, or put them into a table.</source>
        <translation>请逐行给出，或把它们放进表格。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>the text ends before everything that it opens is closed</source>
        <translation>文本在其打开的内容全部关闭之前就结束了</translation>
    </message>
    <message>
        <source>a comma stands before “{word}”, with nothing behind it</source>
        <translation>“{word}”之前有一个逗号，其后没有内容</translation>
    </message>
    <message>
        <source>Remove the comma.</source>
        <translation>请删除该逗号。</translation>
    </message>
    <message>
        <source>a comma is missing before {word}</source>
        <translation>{word} 之前缺少逗号</translation>
    </message>
    <message>
        <source>Write a comma between the two.</source>
        <translation>请在两者之间写一个逗号。</translation>
    </message>
    <message>
        <source>a colon is missing between a field&apos;s name and its value: before {word}</source>
        <translation>字段名与其值之间缺少冒号：在 {word} 之前</translation>
    </message>
    <message>
        <source>Write a colon between the two.</source>
        <translation>请在两者之间写一个冒号。</translation>
    </message>
    <message>
        <source>comments are no part of JSON</source>
        <translation>JSON 中不能有注释</translation>
    </message>
    <message>
        <source>Remove the comment.</source>
        <translation>请删除该注释。</translation>
    </message>
    <message>
        <source>{word} is no value: texts and names stand in double quotes</source>
        <translation>{word} 不是值：文本和名称须放在双引号中</translation>
    </message>
    <message>
        <source>Write it in double quotes, or write a number, true, false or null.</source>
        <translation>请用双引号括起，或写数字、true、false 或 null。</translation>
    </message>
    <message>
        <source>a text that begins with a quote is not closed on its line</source>
        <translation>以引号开头的文本没有在同一行结束</translation>
    </message>
    <message>
        <source>Close it with a quote.</source>
        <translation>请用引号结束它。</translation>
    </message>
    <message>
        <source>a backslash in a text is followed by what it cannot stand for</source>
        <translation>文本中的反斜杠后面跟着它不能表示的内容</translation>
    </message>
    <message>
        <source>Write two backslashes for one, or slashes in paths: C:/data.</source>
        <translation>请用两个反斜杠表示一个，或在路径中用斜杠：C:/data。</translation>
    </message>
    <message>
        <source>a byte here belongs to no text in UTF-8</source>
        <translation>此处有一个字节不属于 UTF-8 文本</translation>
    </message>
    <message>
        <source>Save the file as UTF-8.</source>
        <translation>请将文件保存为 UTF-8。</translation>
    </message>
    <message>
        <source>{word} is no number that can be read</source>
        <translation>{word} 不是可读取的数字</translation>
    </message>
    <message>
        <source>Write it in decimal figures, as in -12, 0.5 or 1e-3.</source>
        <translation>请用十进制书写，如 -12、0.5 或 1e-3。</translation>
    </message>
    <message>
        <source>{word} follows behind the end of the text</source>
        <translation>文本结束之后还有 {word}</translation>
    </message>
    <message>
        <source>Remove what follows, or mend the brackets before it.</source>
        <translation>请删除其后的内容，或修正之前的括号。</translation>
    </message>
    <message>
        <source>this is no JSON: {word} is not expected</source>
        <translation>这不是 JSON：此处不应有 {word}</translation>
    </message>
        <message>
            <source>{kind} needs {needs}, but gets samples of {shape}</source>
            <translation>{kind} 需要{needs}，而得到的样本为 {shape}</translation>
        </message>
        <message>
            <source>Remove the step, or change those before it.</source>
            <translation>移除该步骤，或更改它之前的步骤。</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>pictures as large as the crop</source>
            <translation>不小于裁剪尺寸的图片</translation>
        </message>
        <message>
            <source>{node} expects {expected} but preprocessing gives {found}</source>
            <translation>{node} 需要 {expected}，而预处理给出 {found}</translation>
        </message>
        <message>
            <source>Set the shape of {node} to {found}, or change the steps.</source>
            <translation>把 {node} 的形状设为 {found}，或更改这些步骤。</translation>
        </message>
        <message>
            <source>Center crop</source>
            <translation>中心裁剪</translation>
        </message>
        <message>
            <source>Geometry</source>
            <translation>几何</translation>
        </message>
        <message>
            <source>Keeps the middle of each picture and cuts off what is around it.</source>
            <translation>保留每张图片的中间部分，裁掉四周。</translation>
        </message>
        <message>
            <source>Height of what is kept, in pixels; at most the picture's.</source>
            <translation>保留部分的高度（像素），不大于图片的高度。</translation>
        </message>
        <message>
            <source>Width of what is kept, in pixels; at most the picture's.</source>
            <translation>保留部分的宽度（像素），不大于图片的宽度。</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>数值</translation>
        </message>
    <message>
        <source>the samples are {shape}, no pictures that could be drawn</source>
        <translation>样本为 {shape}，不是可以绘制的图片</translation>
    </message>
    <message>
        <source>Choose data of pictures.</source>
        <translation>请选择图片数据。</translation>
    </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>滤波</translation>
        </message>
        <message>
            <source>Crop</source>
            <translation>裁剪</translation>
        </message>
        <message>
            <source>Keeps the same box of each picture and cuts off the rest.</source>
            <translation>保留每张图片的同一矩形区域，裁掉其余部分。</translation>
        </message>
        <message>
            <source>Rows above the box.</source>
            <translation>矩形上方的行数。</translation>
        </message>
        <message>
            <source>Columns left of the box.</source>
            <translation>矩形左侧的列数。</translation>
        </message>
        <message>
            <source>Height of the box, in pixels.</source>
            <translation>矩形的高度（像素）。</translation>
        </message>
        <message>
            <source>Width of the box, in pixels.</source>
            <translation>矩形的宽度（像素）。</translation>
        </message>
        <message>
            <source>pictures that the box lies in</source>
            <translation>能容纳该矩形的图片</translation>
        </message>
        <message>
            <source>Rotate</source>
            <translation>旋转</translation>
        </message>
        <message>
            <source>Turns every picture by a quarter, a half or three quarters.</source>
            <translation>把每张图片旋转四分之一圈、半圈或四分之三圈。</translation>
        </message>
        <message>
            <source>Quarter turns against the clock; 3 is one turn with it.</source>
            <translation>逆时针旋转的四分之一圈数；3 等于顺时针一次。</translation>
        </message>
        <message>
            <source>Flip</source>
            <translation>翻转</translation>
        </message>
        <message>
            <source>Mirrors every picture.</source>
            <translation>镜像每张图片。</translation>
        </message>
        <message>
            <source>Grayscale</source>
            <translation>灰度</translation>
        </message>
        <message>
            <source>Makes grey pictures of coloured ones: one channel instead of three.</source>
            <translation>把彩色图片变为灰度：一个通道代替三个。</translation>
        </message>
        <message>
            <source>pictures of red, green and blue</source>
            <translation>红、绿、蓝三通道的图片</translation>
        </message>
        <message>
            <source>To RGB</source>
            <translation>转为 RGB</translation>
        </message>
        <message>
            <source>Gives grey pictures the three channels that networks for photos take.</source>
            <translation>给灰度图片加上照片网络所需的三个通道。</translation>
        </message>
        <message>
            <source>grey pictures</source>
            <translation>灰度图片</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>反相</translation>
        </message>
        <message>
            <source>Lets black and white change places.</source>
            <translation>让黑与白互换。</translation>
        </message>
        <message>
            <source>What 0 becomes: 255 for bytes, 1 after Rescale.</source>
            <translation>0 变成的值：字节为 255，Rescale 之后为 1。</translation>
        </message>
        <message>
            <source>Gamma</source>
            <translation>伽马</translation>
        </message>
        <message>
            <source>Brightens or darkens what lies between black and white.</source>
            <translation>使黑白之间的部分变亮或变暗。</translation>
        </message>
        <message>
            <source>Below 1 dark parts become brighter, above 1 bright parts darker; 1 changes nothing.</source>
            <translation>小于 1 时暗部变亮，大于 1 时亮部变暗；1 不改变任何值。</translation>
        </message>
        <message>
            <source>White, which stays as it is: 255 for bytes, 1 after Rescale.</source>
            <translation>保持不变的白色：字节为 255，Rescale 之后为 1。</translation>
        </message>
        <message>
            <source>Clip</source>
            <translation>截断</translation>
        </message>
        <message>
            <source>Keeps each value within a range.</source>
            <translation>把每个值限制在一个范围内。</translation>
        </message>
        <message>
            <source>What is less becomes this.</source>
            <translation>小于它的值变为它。</translation>
        </message>
        <message>
            <source>What is more becomes this; at least x_min.</source>
            <translation>大于它的值变为它；不小于 x_min。</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>Makes black and white of values below and above a threshold.</source>
            <translation>按阈值把数值变为黑或白。</translation>
        </message>
        <message>
            <source>Values above it count as bright.</source>
            <translation>大于它的值算作亮。</translation>
        </message>
        <message>
            <source>What bright values become in the modes binary and binary_inv.</source>
            <translation>在 binary 和 binary_inv 模式下亮值变成的值。</translation>
        </message>
        <message>
            <source>What becomes of the values: “binary” makes bright ones max_value and others 0, “binary_inv” the reverse, “trunc” cuts bright ones down to the threshold, “tozero” makes dark ones 0, “tozero_inv” bright ones.</source>
            <translation>数值的变化：“binary”使亮值为 max_value、其余为 0，“binary_inv”相反，“trunc”把亮值截到阈值，“tozero”使暗值为 0，“tozero_inv”使亮值为 0。</translation>
        </message>
        <message>
            <source>Samplewise normalization</source>
            <translation>逐样本标准化</translation>
        </message>
        <message>
            <source>Brings each sample to mean 0 and spread 1 by its own values.</source>
            <translation>按每个样本自身的值使其均值为 0、标准差为 1。</translation>
        </message>
        <message>
            <source>Brings the mean of each sample to 0.</source>
            <translation>使每个样本的均值为 0。</translation>
        </message>
        <message>
            <source>Divides each sample by its standard deviation, centred too, as in Keras.</source>
            <translation>把每个样本除以其标准差，并像 Keras 一样居中。</translation>
        </message>
        <message>
            <source>Samplewise min–max</source>
            <translation>逐样本最小–最大</translation>
        </message>
        <message>
            <source>Stretches each sample over the same range, whatever its contrast.</source>
            <translation>不论对比度如何，把每个样本拉伸到同一范围。</translation>
        </message>
        <message>
            <source>What the smallest value of each sample becomes.</source>
            <translation>每个样本的最小值变成的值。</translation>
        </message>
        <message>
            <source>What its largest value becomes.</source>
            <translation>其最大值变成的值。</translation>
        </message>
        <message>
            <source>Brings each channel or column to mean 0 and spread 1, by numbers given or those of the training part.</source>
            <translation>按给定的数或训练部分的数，使每个通道或列均值为 0、标准差为 1。</translation>
        </message>
        <message>
            <source>Mean of each channel or column, or one number for all; empty: that of the training part.</source>
            <translation>每个通道或列的均值，或共用一个数；留空：训练部分的均值。</translation>
        </message>
        <message>
            <source>Variance of each channel or column (its standard deviation squared), or one number for all; empty: that of the training part.</source>
            <translation>每个通道或列的方差（标准差的平方），或共用一个数；留空：训练部分的方差。</translation>
        </message>
        <message>
            <source>as many channels or columns as it has means and variances</source>
            <translation>与均值和方差个数相同的通道或列</translation>
        </message>
        <message>
            <source>Min–max scaler</source>
            <translation>最小–最大缩放</translation>
        </message>
        <message>
            <source>Stretches each channel or column over a range, by its smallest and largest value in the training part.</source>
            <translation>按训练部分的最小值和最大值，把每个通道或列拉伸到一个范围。</translation>
        </message>
        <message>
            <source>What data_min becomes.</source>
            <translation>data_min 变成的值。</translation>
        </message>
        <message>
            <source>What data_max becomes.</source>
            <translation>data_max 变成的值。</translation>
        </message>
        <message>
            <source>Keeps values that lie outside data_min … data_max within the range.</source>
            <translation>使落在 data_min … data_max 之外的值也保持在范围内。</translation>
        </message>
        <message>
            <source>Smallest value of each channel or column, or one number for all; empty: that of the training part.</source>
            <translation>每个通道或列的最小值，或共用一个数；留空：训练部分的最小值。</translation>
        </message>
        <message>
            <source>Largest value of each channel or column, or one number for all; empty: that of the training part.</source>
            <translation>每个通道或列的最大值，或共用一个数；留空：训练部分的最大值。</translation>
        </message>
        <message>
            <source>as many channels or columns as it has smallest and largest values</source>
            <translation>与最小值和最大值个数相同的通道或列</translation>
        </message>
        <message>
            <source>The plain mean of the neighbourhood, or one that counts near pixels more.</source>
            <translation>邻域的普通均值，或更看重近处像素的均值。</translation>
        </message>
        <message>
            <source>Side of the neighbourhood in pixels, an odd number.</source>
            <translation>邻域的边长（像素），为奇数。</translation>
        </message>
        <message>
            <source>Subtracted from the mean.</source>
            <translation>从均值中减去的数。</translation>
        </message>
        <message>
            <source>What bright pixels become.</source>
            <translation>亮像素变成的值。</translation>
        </message>
        <message>
            <source>Makes dark pixels bright and bright ones 0.</source>
            <translation>使暗像素变亮、亮像素变为 0。</translation>
        </message>
        <message>
            <source>Adaptive threshold</source>
            <translation>自适应阈值</translation>
        </message>
        <message>
            <source>Makes pictures black and white where the light is uneven: each pixel is compared with its neighbourhood. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>在光照不均时把图片变为黑白：每个像素与其邻域比较。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>Width of the neighbourhood in pixels; above 9 it is slow.</source>
            <translation>邻域的宽度（像素）；大于 9 时较慢。</translation>
        </message>
        <message>
            <source>How far colours may differ and still be mixed: 75 for values of 0 … 255.</source>
            <translation>颜色相差多少仍会混合：数值为 0 … 255 时用 75。</translation>
        </message>
        <message>
            <source>How far pixels may lie apart and still be mixed, in pixels.</source>
            <translation>像素相距多远仍会混合（像素）。</translation>
        </message>
        <message>
            <source>Bilateral filter</source>
            <translation>双边滤波</translation>
        </message>
        <message>
            <source>Smooths surfaces and keeps edges.</source>
            <translation>平滑表面并保留边缘。</translation>
        </message>
        <message>
            <source>Weaker edges are dropped.</source>
            <translation>更弱的边缘被丢弃。</translation>
        </message>
        <message>
            <source>Stronger edges are kept; those between the two only where they touch a stronger one.</source>
            <translation>更强的边缘保留；介于两者之间的仅在接触强边缘处保留。</translation>
        </message>
        <message>
            <source>Side of the Sobel kernel: 3, 5 or 7.</source>
            <translation>Sobel 核的边长：3、5 或 7。</translation>
        </message>
        <message>
            <source>Measures the length of the slope exactly, not by the sum of its parts.</source>
            <translation>精确计算梯度的长度，而不是各分量之和。</translation>
        </message>
        <message>
            <source>Canny</source>
            <translation>Canny 边缘</translation>
        </message>
        <message>
            <source>Draws edges as white lines on black. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>在黑底上把边缘画成白线。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>How far contrast may grow; 1 hardly changes anything, 40 is OpenCV's own.</source>
            <translation>对比度可以增大多少；1 几乎不变，40 是 OpenCV 的默认值。</translation>
        </message>
        <message>
            <source>Parts along each side that are equalized by themselves.</source>
            <translation>每边上各自均衡的块数。</translation>
        </message>
        <message>
            <source>CLAHE</source>
            <translation>CLAHE</translation>
        </message>
        <message>
            <source>Spreads the brightness of each part of a picture without raising noise (contrast limited adaptive histogram equalization). Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>分块拉开图片的亮度而不放大噪声（限制对比度的自适应直方图均衡）。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>hsv: hue (0 … 179), saturation, value; hls: hue, lightness, saturation; lab: lightness and two colour axes; ycrcb: brightness and two colour differences.</source>
            <translation>hsv：色相（0 … 179）、饱和度、明度；hls：色相、亮度、饱和度；lab：亮度和两个颜色轴；ycrcb：亮度和两个色差。</translation>
        </message>
        <message>
            <source>Colour space</source>
            <translation>颜色空间</translation>
        </message>
        <message>
            <source>Describes colours otherwise than by red, green and blue. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>不用红、绿、蓝来描述颜色。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>Equalize histogram</source>
            <translation>直方图均衡</translation>
        </message>
        <message>
            <source>Spreads the brightness of each picture evenly over black to white. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>把每张图片的亮度均匀分布在黑到白之间。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>Standard deviation in pixels; 0 follows from ksize.</source>
            <translation>标准差（像素）；0 表示由 ksize 得出。</translation>
        </message>
        <message>
            <source>Gaussian blur</source>
            <translation>高斯模糊</translation>
        </message>
        <message>
            <source>Blurs pictures: noise goes, fine detail too.</source>
            <translation>模糊图片：去掉噪声，也去掉细节。</translation>
        </message>
        <message>
            <source>Side of the kernel: 1, 3, 5 or 7.</source>
            <translation>核的边长：1、3、5 或 7。</translation>
        </message>
        <message>
            <source>Laplacian</source>
            <translation>拉普拉斯</translation>
        </message>
        <message>
            <source>Finds edges and dots: how far each pixel differs from those around it.</source>
            <translation>寻找边缘和点：每个像素与周围像素相差多少。</translation>
        </message>
        <message>
            <source>Median blur</source>
            <translation>中值模糊</translation>
        </message>
        <message>
            <source>Removes single bright and dark dots and keeps edges. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>去掉孤立的亮点和暗点并保留边缘。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>“erode” shrinks bright parts, “dilate” grows them, “open” removes bright dots, “close” dark ones, “gradient” keeps outlines, “tophat” what open removes, “blackhat” what close fills.</source>
            <translation>“erode”缩小亮部，“dilate”扩大亮部，“open”去掉亮点，“close”去掉暗点，“gradient”保留轮廓，“tophat”为 open 去掉的部分，“blackhat”为 close 填补的部分。</translation>
        </message>
        <message>
            <source>Form of the neighbourhood.</source>
            <translation>邻域的形状。</translation>
        </message>
        <message>
            <source>Side of the neighbourhood, in pixels.</source>
            <translation>邻域的边长（像素）。</translation>
        </message>
        <message>
            <source>How often it is done.</source>
            <translation>重复的次数。</translation>
        </message>
        <message>
            <source>Morphology</source>
            <translation>形态学</translation>
        </message>
        <message>
            <source>Grows, shrinks and cleans the bright parts of pictures.</source>
            <translation>扩大、缩小或清理图片的亮部。</translation>
        </message>
        <message>
            <source>Otsu threshold</source>
            <translation>大津阈值</translation>
        </message>
        <message>
            <source>Makes each picture black and white by a threshold of its own. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.</source>
            <translation>按每张图片自己的阈值把它变为黑白。数值先舍入并限制在 0 … 255，因为 OpenCV 需要字节。</translation>
        </message>
        <message>
            <source>How much is added; 0 changes nothing.</source>
            <translation>增加多少；0 不改变任何值。</translation>
        </message>
        <message>
            <source>Width of the detail that is raised, in pixels.</source>
            <translation>被加强的细节的宽度（像素）。</translation>
        </message>
        <message>
            <source>Sharpen</source>
            <translation>锐化</translation>
        </message>
        <message>
            <source>Raises edges and fine detail; bright edges may exceed white.</source>
            <translation>加强边缘和细节；亮边可能超过白色。</translation>
        </message>
        <message>
            <source>Along rows (x), along columns (y), or the length of both.</source>
            <translation>沿行（x）、沿列（y），或两者的长度。</translation>
        </message>
        <message>
            <source>Sobel</source>
            <translation>Sobel</translation>
        </message>
        <message>
            <source>Finds edges: how fast the brightness changes from pixel to pixel.</source>
            <translation>寻找边缘：亮度在像素之间变化多快。</translation>
        </message>
        <message>
            <source>grey or coloured pictures</source>
            <translation>灰度或彩色图片</translation>
        </message>
        <message>
            <source>the part of Glassnet that reads and filters pictures cannot be loaded: {reason}</source>
            <translation>无法加载 Glassnet 读取和过滤图片的部分：{reason}</translation>
        </message>
        <message>
            <source>{kind} cannot be done with these settings: {reason}</source>
            <translation>无法按这些设置执行 {kind}：{reason}</translation>
        </message>
        <message>
            <source>Look up in its help what it takes: sides are often odd numbers.</source>
            <translation>请在帮助中查看它接受的值：边长常为奇数。</translation>
        </message>
    <message>
        <source>pictures are mirrored, and the classes are called like digits or letters: most mirrored signs are none</source>
        <translation>图片会被镜像，而类别的名称像数字或字母：镜像后的符号大多不再是符号</translation>
    </message>
    <message>
        <source>Switch the flip off, unless the classes are something else.</source>
        <translation>请关闭翻转，除非类别是别的东西。</translation>
    </message>
    <message>
        <source>Share of the samples that the step is done to, drawn anew in every epoch.</source>
        <translation>执行此步骤的样本所占比例，每个轮次重新抽取。</translation>
    </message>
    <message>
        <source>A name of your choice: of the steps that have the same one, each sample gets one, drawn evenly. Empty: the step is done besides all others.</source>
        <translation>自选的名称：名称相同的步骤中，每个样本只执行其中一个，均匀抽取。留空：此步骤与其他步骤一起执行。</translation>
    </message>
    <message>
        <source>Names of classes with commas between: other classes pass unchanged. Empty: all classes.</source>
        <translation>类别名称，以逗号分隔：其他类别的样本保持不变。留空：所有类别。</translation>
    </message>
    <message>
        <source>{kind} is for the class “{class}”, which the data do not have</source>
        <translation>{kind} 用于类别“{class}”，但数据中没有这个类别</translation>
    </message>
    <message>
        <source>Write names of classes with commas between, as the data call them.</source>
        <translation>写出数据中的类别名称，以逗号分隔。</translation>
    </message>
    <message>
        <source>pictures are turned by up to {degrees}°, and the classes are called like digits or letters: a turned 6 is a 9</source>
        <translation>图片最多旋转 {degrees}°，而类别的名称像数字或字母：旋转后的 6 就是 9</translation>
    </message>
    <message>
        <source>Turn them by 30° at most, unless the classes are something else.</source>
        <translation>最多旋转 30°，除非类别是别的东西。</translation>
    </message>
    <message>
        <source>{count} of the {all} rows of the {part} part are in the training part too, such as {example}: results are too good</source>
        <translation>{part}部分的 {all} 行中有 {count} 行也在训练部分中，例如 {example}：结果会过于乐观</translation>
    </message>
    <message>
        <source>Remove rows that are there twice before the table is split.</source>
        <translation>请在划分表格之前删除重复的行。</translation>
    </message>
    <message>
        <source>this is a workbook or a document of an office program, no archive of arrays</source>
        <translation>这是办公软件的工作簿或文档，不是数组归档</translation>
    </message>
    <message>
        <source>Save the sheet as CSV there.</source>
        <translation>请在该软件中将工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>Close it, or restore an earlier copy of the file.</source>
        <translation>请将其关闭，或恢复该文件的较早副本。</translation>
    </message>
    <message>
        <source>{word} is a word of Python, not of JSON</source>
        <translation>{word} 是 Python 的词，不是 JSON 的</translation>
    </message>
    <message>
        <source>Write true, false or null in small letters.</source>
        <translation>请用小写书写 true、false 或 null。</translation>
    </message>
    <message>
        <source>a field has to follow behind the comma, not {word}</source>
        <translation>逗号之后应为一个字段，而不是 {word}</translation>
    </message>
    <message>
        <source>Write a decimal point in numbers, as in 0.5.</source>
        <translation>数字中请使用小数点，如 0.5。</translation>
    </message>
    <message>
        <source>values 0 … 255 of the picture become {lowest} … 1, as the network learned them</source>
        <translation>图片的值 0 … 255 变为 {lowest} … 1，与网络所学的一致</translation>
    </message>
    <message>
        <source>the network learned from values {lowest} … {highest}, a picture holds 0 … 255: the answer may be wrong</source>
        <translation>网络学习的值为 {lowest} … {highest}，而图片的值为 0 … 255：回答可能是错误的</translation>
    </message>
    <message>
        <source>Train on pictures, or on arrays of 0 … 255, 0 … 1 or −1 … 1.</source>
        <translation>请用图片训练，或用 0 … 255、0 … 1 或 −1 … 1 的数组训练。</translation>
    </message>
    <message>
        <source>column “{name}” holds numbers with other signs beside them, such as “{example}”</source>
        <translation>列“{name}”含有带其他符号的数字，例如“{example}”</translation>
    </message>
    <message>
        <source>Save it as plain numbers (without %, currency and marks between thousands), or name it in dropped_columns.</source>
        <translation>请将其保存为普通数字（不含 %、货币符号和千位分隔符），或在 dropped_columns 中列出它。</translation>
    </message>
    <message>
        <source>the targets in “{name}” look like numbers with other signs beside them, such as “{example}”; they are classes</source>
        <translation>“{name}”中的目标看起来是带其他符号的数字，例如“{example}”；它们被当作类别</translation>
    </message>
    <message>
        <source>Save them as plain numbers if they are amounts.</source>
        <translation>如果它们是数量，请将其保存为普通数字。</translation>
    </message>
    <message>
        <source>column “{name}” holds nothing and is left out</source>
        <translation>列“{name}”为空，已略去</translation>
    </message>
    <message>
        <source>column “{name}” holds whole numbers up to {largest}: floats do not tell neighbours apart above 16,777,216</source>
        <translation>列“{name}”含有大至 {largest} 的整数：超过 16,777,216 后浮点数无法区分相邻的整数</translation>
    </message>
    <message>
        <source>Name it in dropped_columns if it is a number of a thing; else subtract its smallest value.</source>
        <translation>如果它是编号，请在 dropped_columns 中列出；否则请减去其最小值。</translation>
    </message>
    <message>
        <source>samples of “{name}” are {shape}, which looks like channels × height × width; the channels are expected last</source>
        <translation>“{name}”的样本为 {shape}，看起来是 通道 × 高 × 宽；通道应在最后</translation>
    </message>
    <message>
        <source>Turn them in NumPy before they are saved: x.transpose(0, 2, 3, 1).</source>
        <translation>请在保存之前用 NumPy 转置：x.transpose(0, 2, 3, 1)。</translation>
    </message>
    <message>
        <source>targets reach {largest}, outputs of a new network lie around 0: learning will take very long</source>
        <translation>目标高达 {largest}，而新网络的输出在 0 附近：学习会非常慢</translation>
    </message>
    <message>
        <source>Save the targets in a larger unit (thousands, millions), so that they lie around 1.</source>
        <translation>请以更大的单位（千、百万）保存目标，使其在 1 附近。</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>最后一列</translation>
    </message>
    <message>
        <source>by its name</source>
        <translation>根据其名称</translation>
    </message>
    <message>
        <source>inputs does not name it</source>
        <translation>inputs 未列出它</translation>
    </message>
    <message>
        <source>dropped_columns names it</source>
        <translation>dropped_columns 列出了它</translation>
    </message>
    <message>
        <source>by the setting targets</source>
        <translation>由设置 targets 指定</translation>
    </message>
    <message>
        <source>it holds texts</source>
        <translation>其中是文本</translation>
    </message>
    <message>
        <source>it only counts the rows</source>
        <translation>它只是行号</translation>
    </message>
    <message>
        <source>it holds nothing</source>
        <translation>它为空</translation>
    </message>
    <message>
        <source>text_columns does not say what becomes of texts</source>
        <translation>text_columns 没有说明如何处理文本</translation>
    </message>
    <message>
        <source>it has too many different texts</source>
        <translation>不同的文本太多</translation>
    </message>
        <message>
            <source>{setting} must be one number or two, not {found}</source>
            <translation>{setting} 必须是一个或两个数，而不是 {found}</translation>
        </message>
        <message>
            <source>Write one number, or the lowest and the highest: [0.1, 0.3].</source>
            <translation>请写一个数，或最小值和最大值：[0.1, 0.3]。</translation>
        </message>
        <message>
            <source>Largest angle to either side, in degrees.</source>
            <translation>向任一方向的最大角度，单位为度。</translation>
        </message>
        <message>
            <source>Largest shift left or right: below 1 a share of the width, otherwise pixels; a whole number shifts by whole pixels, fewer than it.</source>
            <translation>向左或向右的最大平移：小于 1 表示宽度的比例，否则为像素；整数表示按整像素平移，且少于该数。</translation>
        </message>
        <message>
            <source>Largest shift up or down: below 1 a share of the height, otherwise pixels; a whole number shifts by whole pixels, fewer than it.</source>
            <translation>向上或向下的最大平移：小于 1 表示高度的比例，否则为像素；整数表示按整像素平移，且少于该数。</translation>
        </message>
        <message>
            <source>Largest slant to either side, in degrees.</source>
            <translation>向任一方向的最大倾斜，单位为度。</translation>
        </message>
        <message>
            <source>One number z: 1 − z … 1 + z, or lowest and highest; below 1 enlarges. Each side has its own.</source>
            <translation>一个数 z 表示 1 − z … 1 + z，或写最小值和最大值；小于 1 为放大。高和宽各取一个。</translation>
        </message>
        <message>
            <source>Lowest and highest factor of the values, as [0.8, 1.2]; empty: unchanged.</source>
            <translation>数值乘数的最小值和最大值，如 [0.8, 1.2]；留空则不变。</translation>
        </message>
        <message>
            <source>Largest number that is added to all values, which keep to the range of the picture's.</source>
            <translation>加到所有数值上的最大数；结果保持在图片原有的数值范围内。</translation>
        </message>
        <message>
            <source>Mirrors left and right, half of the pictures.</source>
            <translation>左右镜像，用于一半的图片。</translation>
        </message>
        <message>
            <source>Mirrors top and bottom, half of the pictures.</source>
            <translation>上下镜像，用于一半的图片。</translation>
        </message>
        <message>
            <source>What fills the place that a moved picture leaves.</source>
            <translation>图片移动后空出的位置用什么填充。</translation>
        </message>
        <message>
            <source>The value that fills it where fill_mode is constant.</source>
            <translation>fill_mode 为 constant 时的填充值。</translation>
        </message>
        <message>
            <source>Keras’ ImageDataGenerator</source>
            <translation>Keras 的 ImageDataGenerator</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Turns, shifts, slants, zooms and flips in one step, by Keras’ names.</source>
            <translation>一步完成旋转、平移、倾斜、缩放和翻转，名称与 Keras 相同。</translation>
        </message>
        <message>
            <source>How values between pixels are made.</source>
            <translation>像素之间的值如何计算。</translation>
        </message>
        <message>
            <source>Lowest and highest value of the pictures: results keep to it.</source>
            <translation>图片的最小值和最大值：结果保持在此范围内。</translation>
        </message>
        <message>
            <source>pictures with red, green and blue</source>
            <translation>含红、绿、蓝三个通道的图片</translation>
        </message>
        <message>
            <source>Probability, itself drawn from 0 … the number as in Keras; or lowest and highest: [0.5, 0.5] is half of the pictures.</source>
            <translation>概率，与 Keras 一样先从 0 到该数之间抽取；或写最小值和最大值：[0.5, 0.5] 表示一半的图片。</translation>
        </message>
        <message>
            <source>As Keras has it, instead of degrees: shares of a full turn, one number for both sides or lowest and highest.</source>
            <translation>与 Keras 相同，代替 degrees：整圈的比例，一个数表示左右两侧，或写最小值和最大值。</translation>
        </message>
        <message>
            <source>Largest shift up or down as a share of the height, or lowest and highest; above 0 is down.</source>
            <translation>向上或向下的最大平移，为高度的比例；或写最小值和最大值，大于 0 为向下。</translation>
        </message>
        <message>
            <source>Largest shift left or right as a share of the width, or lowest and highest; above 0 is right.</source>
            <translation>向左或向右的最大平移，为宽度的比例；或写最小值和最大值，大于 0 为向右。</translation>
        </message>
        <message>
            <source>Random zoom</source>
            <translation>随机缩放</translation>
        </message>
        <message>
            <source>Enlarges or shrinks pictures about their centre.</source>
            <translation>以中心为基准放大或缩小图片。</translation>
        </message>
        <message>
            <source>Shares of the height, one number for both sides or lowest and highest; above 0 shrinks the picture, below enlarges it.</source>
            <translation>高度的比例，一个数表示两侧，或写最小值和最大值；大于 0 缩小图片，小于 0 放大。</translation>
        </message>
        <message>
            <source>The same for the width; empty: the picture keeps its proportions.</source>
            <translation>宽度同理；留空则图片保持比例。</translation>
        </message>
        <message>
            <source>Random shear</source>
            <translation>随机剪切</translation>
        </message>
        <message>
            <source>Slants pictures from their upper left corner.</source>
            <translation>以左上角为基准倾斜图片。</translation>
        </message>
        <message>
            <source>Largest shift of a row against the next, to either side, in pixels; or lowest and highest.</source>
            <translation>相邻两行之间向任一方向的最大平移，单位为像素；或写最小值和最大值。</translation>
        </message>
        <message>
            <source>Largest shift of a column against the next, to either side, in pixels; or lowest and highest.</source>
            <translation>相邻两列之间向任一方向的最大平移，单位为像素；或写最小值和最大值。</translation>
        </message>
        <message>
            <source>Random perspective</source>
            <translation>随机透视</translation>
        </message>
        <message>
            <source>Shows pictures as if they were seen from aside.</source>
            <translation>使图片看起来像是从侧面观看。</translation>
        </message>
        <message>
            <source>How far corners move: at most half of this share of their distance from the upper left one.</source>
            <translation>角点移动多远：至多为其到左上角距离乘以该比例的一半。</translation>
        </message>
        <message>
            <source>The value that fills the place that a moved picture leaves.</source>
            <translation>图片移动后空出的位置的填充值。</translation>
        </message>
        <message>
            <source>Random elastic transform</source>
            <translation>随机弹性变形</translation>
        </message>
        <message>
            <source>Bends pictures, as handwriting is bent.</source>
            <translation>像手写笔迹那样弯曲图片。</translation>
        </message>
        <message>
            <source>Strength: 0 … the number, or lowest and highest.</source>
            <translation>强度：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>细节</translation>
        </message>
        <message>
            <source>Random brightness</source>
            <translation>随机亮度</translation>
        </message>
        <message>
            <source>Makes pictures brighter or darker.</source>
            <translation>使图片变亮或变暗。</translation>
        </message>
        <message>
            <source>Share of the range that is added: one number for both sides, or lowest and highest.</source>
            <translation>所加的数占数值范围的比例：一个数表示两侧，或写最小值和最大值。</translation>
        </message>
        <message>
            <source>Random contrast</source>
            <translation>随机对比度</translation>
        </message>
        <message>
            <source>Strengthens or weakens differences to the mean of each channel.</source>
            <translation>增强或减弱与各通道均值的差异。</translation>
        </message>
        <message>
            <source>One number f: 1 − f … 1 + f; two numbers l and u: 1 − l … 1 + u.</source>
            <translation>一个数 f：1 − f … 1 + f；两个数 l 和 u：1 − l … 1 + u。</translation>
        </message>
        <message>
            <source>Random saturation</source>
            <translation>随机饱和度</translation>
        </message>
        <message>
            <source>Makes colours paler or stronger.</source>
            <translation>使颜色变淡或变浓。</translation>
        </message>
        <message>
            <source>0 is grey, 0.5 leaves the colours, towards 1 they get strongest: 0 … the number, or lowest and highest.</source>
            <translation>0 为灰色，0.5 保持颜色，越接近 1 越浓：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Random hue</source>
            <translation>随机色相</translation>
        </message>
        <message>
            <source>Turns all colours around the colour circle.</source>
            <translation>沿色环旋转所有颜色。</translation>
        </message>
        <message>
            <source>Largest turn to either side, 1 is half the circle; or lowest and highest.</source>
            <translation>向任一方向的最大旋转，1 为半圈；或写最小值和最大值。</translation>
        </message>
        <message>
            <source>Random colour jitter</source>
            <translation>随机颜色抖动</translation>
        </message>
        <message>
            <source>Brightness, contrast, saturation and hue in one step.</source>
            <translation>一步完成亮度、对比度、饱和度和色相的变化。</translation>
        </message>
        <message>
            <source>As factor of RandomBrightness; empty: unchanged.</source>
            <translation>与 RandomBrightness 的 factor 相同；留空则不变。</translation>
        </message>
        <message>
            <source>As factor of RandomContrast; empty: unchanged.</source>
            <translation>与 RandomContrast 的 factor 相同；留空则不变。</translation>
        </message>
        <message>
            <source>As factor of RandomSaturation; empty: unchanged.</source>
            <translation>与 RandomSaturation 的 factor 相同；留空则不变。</translation>
        </message>
        <message>
            <source>As factor of RandomHue; empty: unchanged.</source>
            <translation>与 RandomHue 的 factor 相同；留空则不变。</translation>
        </message>
        <message>
            <source>Random greyscale</source>
            <translation>随机灰度</translation>
        </message>
        <message>
            <source>Turns some pictures grey; they keep their three channels.</source>
            <translation>将部分图片变为灰色，仍保留三个通道。</translation>
        </message>
        <message>
            <source>Share of the pictures that turn grey.</source>
            <translation>变为灰色的图片比例。</translation>
        </message>
        <message>
            <source>Random inversion</source>
            <translation>随机反相</translation>
        </message>
        <message>
            <source>Turns some pictures into their negatives.</source>
            <translation>将部分图片变为负片。</translation>
        </message>
        <message>
            <source>Random posterization</source>
            <translation>随机色调分离</translation>
        </message>
        <message>
            <source>Leaves few levels of each channel.</source>
            <translation>每个通道只保留少数几级。</translation>
        </message>
        <message>
            <source>Bits that are kept: one number, or lowest and highest.</source>
            <translation>保留的位数：一个数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Solarization</source>
            <translation>曝光过度</translation>
        </message>
        <message>
            <source>Inverts what is brighter than a random threshold.</source>
            <translation>将亮于随机阈值的部分反相。</translation>
        </message>
        <message>
            <source>Share of the range that is added first: 0 … the number, or lowest and highest.</source>
            <translation>先加上的数占范围的比例：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Share of the range from which on values are inverted: 0 … the number, or lowest and highest.</source>
            <translation>从范围的哪个比例起反相：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Random sharpness</source>
            <translation>随机锐度</translation>
        </message>
        <message>
            <source>Blurs or sharpens pictures.</source>
            <translation>使图片模糊或锐化。</translation>
        </message>
        <message>
            <source>0 is blurred, 0.5 the picture, 1 sharpened: 0 … the number, or lowest and highest.</source>
            <translation>0 为模糊，0.5 为原图，1 为锐化：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Random Gaussian blur</source>
            <translation>随机高斯模糊</translation>
        </message>
        <message>
            <source>Blurs some pictures.</source>
            <translation>使部分图片模糊。</translation>
        </message>
        <message>
            <source>Side of the kernel, in pixels; an even number counts as the next odd one.</source>
            <translation>核的边长，单位为像素；偶数按下一个奇数计。</translation>
        </message>
        <message>
            <source>Standard deviation in pixels: 0 … the number, or lowest and highest.</source>
            <translation>标准差，单位为像素：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>Gaussian noise</source>
            <translation>高斯噪声</translation>
        </message>
        <message>
            <source>Adds normal random numbers to every value.</source>
            <translation>给每个值加上正态随机数。</translation>
        </message>
        <message>
            <source>Standard deviation, in the values of the pictures.</source>
            <translation>标准差，以图片数值为单位。</translation>
        </message>
        <message>
            <source>Random erasing</source>
            <translation>随机擦除</translation>
        </message>
        <message>
            <source>Covers a random box of pictures, so that no single part decides.</source>
            <translation>遮住图片中的随机方框，使判断不依赖单一部分。</translation>
        </message>
        <message>
            <source>Squares of the box’s share of height and width: 0 … the number, or lowest and highest.</source>
            <translation>方框占高和宽的比例的平方：0 到该数，或最小值和最大值。</translation>
        </message>
        <message>
            <source>What fills the box: a value, or two that one is drawn between; empty: noise.</source>
            <translation>方框的填充：一个值，或在两个值之间抽取；留空则为噪声。</translation>
        </message>
        <message>
            <source>The Python code cannot be read: {reason}</source>
            <translation>无法读取 Python 代码：{reason}</translation>
        </message>
        <message>
            <source>Paste a call such as ImageDataGenerator(rotation_range=20, horizontal_flip=True), or keras.Sequential([layers.RandomFlip('horizontal'), …]).</source>
            <translation>请粘贴 ImageDataGenerator(rotation_range=20, horizontal_flip=True) 或 keras.Sequential([layers.RandomFlip('horizontal'), …]) 这样的调用。</translation>
        </message>
        <message>
            <source>{setting}={found} of {kind} was not taken over</source>
            <translation>{kind} 的 {setting}={found} 未被采用</translation>
        </message>
        <message>
            <source>Add what it does by hand, or remove it from the code.</source>
            <translation>请手动添加其作用，或从代码中删除。</translation>
        </message>
        <message>
            <source>“{kind}” was not taken over: there is no such step</source>
            <translation>“{kind}”未被采用：没有这样的步骤</translation>
        </message>
        <message>
            <source>Choose another step; all are listed by “Add”.</source>
            <translation>请选择其他步骤；“添加”中列出了全部步骤。</translation>
        </message>
    <message>
        <source>the samples cannot be read any more: {reason}</source>
        <translation>样本无法再读取：{reason}</translation>
    </message>
    <message>
        <source>Bring the file back, and load the data again.</source>
        <translation>请把文件放回原处，然后重新加载数据。</translation>
    </message>
    <message>
        <source>the file was changed after its samples were loaded</source>
        <translation>样本加载之后，文件被改动过</translation>
    </message>
    <message>
        <source>Load the data again: a run learns from the data it began with.</source>
        <translation>请重新加载数据：一次训练只从它开始时的数据学习。</translation>
    </message>
    <message>
        <source>“{file}” is not the picture any more that was loaded</source>
        <translation>“{file}”已不再是加载时的图片</translation>
    </message>
    <message>
        <source>the file cannot be read: {reason}</source>
        <translation>文件无法读取：{reason}</translation>
    </message>
    <message>
        <source>the decoded pictures cannot be kept for the next time: {reason}</source>
        <translation>解码后的图片无法留待下次使用：{reason}</translation>
    </message>
    <message>
        <source>Free some room, or choose another folder for decoded pictures; nothing else depends on it.</source>
        <translation>请腾出一些空间，或为解码后的图片另选文件夹；此外没有任何影响。</translation>
    </message>
    <message>
        <source>{count} of {all} decoded pictures find no room among those that are kept</source>
        <translation>{all} 张解码后的图片中有 {count} 张没有空间保留</translation>
    </message>
    <message>
        <source>Let decoded pictures take more of the disk: the others are decoded again each time.</source>
        <translation>请让解码后的图片占用更多磁盘空间：其余的每次都要重新解码。</translation>
    </message>
    <message>
        <source>the array has {bytes} bytes, at most {limit} are read into memory</source>
        <translation>数组有 {bytes} 字节，读入内存的最多为 {limit}</translation>
    </message>
    <message>
        <source>Save it as uint8 or float32: such arrays stay in their file, whatever their size.</source>
        <translation>请存为 uint8 或 float32：这类数组无论多大都留在文件中。</translation>
    </message>
    <message>
        <source>{count} training samples could not be read and count for nothing, such as {sample}: {reason}</source>
        <translation>{count} 个训练样本无法读取，不计入训练，例如 {sample}：{reason}</translation>
    </message>
    <message>
        <source>Bring their files back and train again: this run is not that of its data.</source>
        <translation>请把文件放回原处并重新训练：这次训练与其数据不符。</translation>
    </message>
    <message>
        <source>training waits for its samples {percent} % of the time</source>
        <translation>训练有 {percent}% 的时间在等待样本</translation>
    </message>
    <message>
        <source>Smaller pictures, a faster disk, or more memory or disk for samples help (glassnet storage).</source>
        <translation>较小的图片、更快的磁盘，或给样本更多内存或磁盘空间会有帮助（glassnet storage）。</translation>
    </message>
    <message>
        <source>the file of the settings for memory and disk holds no list of settings</source>
        <translation>内存与磁盘设置的文件中没有设置列表</translation>
    </message>
    <message>
        <source>Remove it, and choose them again.</source>
        <translation>请删除它并重新设置。</translation>
    </message>
    <message>
        <source>memory for samples (MB)</source>
        <translation>样本可用内存（MB）</translation>
    </message>
    <message>
        <source>Pictures that need more are read from the disk while a network learns. 0: a quarter of what is free.</source>
        <translation>需要更多内存的图片在网络学习时从磁盘读取。0：空闲内存的四分之一。</translation>
    </message>
    <message>
        <source>disk for decoded pictures (MB)</source>
        <translation>解码后图片可用磁盘（MB）</translation>
    </message>
    <message>
        <source>Decoded pictures are kept, so that no folder is decoded twice; those used least recently go first. At most half of what is free is taken. 0: none are kept.</source>
        <translation>解码后的图片会保留，使文件夹无需解码两次；最久未用的先删除。最多占用空闲空间的一半。0：不保留。</translation>
    </message>
    <message>
        <source>folder for decoded pictures</source>
        <translation>解码后图片的文件夹</translation>
    </message>
    <message>
        <source>Where they are kept. Empty: where this system keeps what can be made again.</source>
        <translation>保留它们的位置。留空：本系统存放可再生成内容的地方。</translation>
    </message>
    <message>
        <source>Memory and disk</source>
        <translation>内存与磁盘</translation>
    </message>
    <message>
        <source>What samples may take of this machine.</source>
        <translation>样本可占用本机的资源。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>时机</translation>
    </message>
    <message>
        <source>How often a step is done, and to which samples.</source>
        <translation>步骤执行的频率及所针对的样本。</translation>
    </message>
    <message>
        <source>How much is mixed: the share of each sample is drawn from Beta(alpha, alpha). Small numbers leave most samples almost as they are, 1 makes all shares alike.</source>
        <translation>混合的程度：每个样本的份额取自 Beta(alpha, alpha)。较小的数使多数样本几乎不变，1 使所有份额机会均等。</translation>
    </message>
    <message>
        <source>Mixing</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Mixes each training sample with the next of its epoch, and their targets by the same shares, after all other steps.</source>
        <translation>在所有其他步骤之后，将每个训练样本与本轮的下一个样本混合，目标按同样的份额混合。</translation>
    </message>
    <message>
        <source>How large boxes are: the share that a picture keeps is drawn from Beta(factor, factor). 1 makes all shares alike, larger numbers prefer halves.</source>
        <translation>方框的大小：图片保留的份额取自 Beta(factor, factor)。1 使所有份额机会均等，较大的数偏向一半。</translation>
    </message>
    <message>
        <source>Puts a box of the next training picture of the epoch into each, and mixes their targets by the areas, after all other steps.</source>
        <translation>在所有其他步骤之后，将本轮下一张训练图片的一个方框放入每张图片，目标按面积混合。</translation>
    </message>
    <message>
        <source>MixUp</source>
        <translation>MixUp 混合</translation>
    </message>
    <message>
        <source>CutMix</source>
        <translation>CutMix 拼接</translation>
    </message>
</context>
<context>
    <name>glassnet::app::Actions</name>
        <message>
            <source>&amp;New</source>
            <translation>新建(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Open…</source>
            <translation>打开(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>保存(&amp;S)</translation>
        </message>
        <message>
            <source>Save &amp;as…</source>
            <translation>另存为(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>关闭(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>重做(&amp;R)</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>剪切(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>复制(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>粘贴(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Duplicate</source>
            <translation>创建副本(&amp;D)</translation>
        </message>
        <message>
            <source>D&amp;elete</source>
            <translation>删除(&amp;E)</translation>
        </message>
        <message>
            <source>Delete and &amp;keep the wire</source>
            <translation>删除并保留连线(&amp;K)</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>全选(&amp;A)</translation>
        </message>
        <message>
            <source>Re&amp;name</source>
            <translation>重命名(&amp;N)</translation>
        </message>
        <message>
            <source>Edit &amp;settings</source>
            <translation>编辑设置(&amp;S)</translation>
        </message>
        <message>
            <source>C&amp;onnect selected layers</source>
            <translation>连接所选图层(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Find a layer</source>
            <translation>查找图层(&amp;F)</translation>
        </message>
        <message>
            <source>Arran&amp;ge</source>
            <translation>自动排列(&amp;G)</translation>
        </message>
        <message>
            <source>Places all layers in rows, inputs first</source>
            <translation>将所有图层排成行，输入在前</translation>
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation>放大(&amp;I)</translation>
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation>缩小(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Fit network</source>
            <translation>适合窗口(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Actual size</source>
            <translation>实际大小(&amp;A)</translation>
        </message>
        <message>
            <source>Out&amp;line</source>
            <translation>大纲(&amp;L)</translation>
        </message>
        <message>
            <source>The network as a table, for keyboards and screen readers</source>
            <translation>以表格显示网络，便于键盘和屏幕阅读器使用</translation>
        </message>
        <message>
            <source>&amp;Palette</source>
            <translation>图层面板(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Charts</source>
            <translation>曲线(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>浅色(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>跟随系统(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Train</source>
            <translation>训练(&amp;T)</translation>
        </message>
        <message>
            <source>Train, or pause at the next batch (F5)</source>
            <translation>训练，或在下一批次处暂停 (F5)</translation>
        </message>
        <message>
            <source>Step one &amp;batch</source>
            <translation>单步一个批次(&amp;B)</translation>
        </message>
        <message>
            <source>Train one batch, then pause (F7)</source>
            <translation>训练一个批次后暂停 (F7)</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>单步</translation>
        </message>
        <message>
            <source>Step one &amp;epoch</source>
            <translation>单步一轮(&amp;E)</translation>
        </message>
        <message>
            <source>Train to the end of the epoch, then pause (Shift+F7)</source>
            <translation>训练到本轮结束后暂停 (Shift+F7)</translation>
        </message>
        <message>
            <source>&amp;Stop</source>
            <translation>停止(&amp;S)</translation>
        </message>
        <message>
            <source>End the run (Shift+F5)</source>
            <translation>结束运行 (Shift+F5)</translation>
        </message>
        <message>
            <source>Go to next &amp;problem</source>
            <translation>转到下一个问题(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>键盘快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;About Glassnet</source>
            <translation>关于 Glassnet(&amp;A)</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Design</source>
            <translation>设计</translation>
        </message>
        <message>
            <source>Train</source>
            <comment>workspace</comment>
            <translation>训练</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>观察</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>New &amp;from template</source>
            <translation>从模板新建(&amp;F)</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>最近打开(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>主题(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>E&amp;valuate</source>
            <translation>评估(&amp;V)</translation>
        </message>
        <message>
            <source>Evaluate the newest weights by samples that were not trained on (Ctrl+E)</source>
            <translation>用未参与训练的样本评判最新的权重 (Ctrl+E)</translation>
        </message>
        <message>
            <source>Evaluate</source>
            <translation>评估</translation>
        </message>
        <message>
            <source>&amp;Usual sizes</source>
            <translation>默认尺寸(&amp;U)</translation>
        </message>
        <message>
            <source>Shows palette and charts, and puts all borders back where they were (Ctrl+Shift+0)</source>
            <translation>显示图层面板和图表，并将所有边界恢复原位 (Ctrl+Shift+0)</translation>
        </message>
        <message>
            <source>Help on the selected layer, or how to begin (F1)</source>
            <translation>所选层的帮助，或如何开始（F1）</translation>
        </message>
        <message>
            <source>Deletes what is selected; what stood before and behind a layer is joined (Del)</source>
            <translation>删除所选内容；层前后的部分会连接起来 (Del)</translation>
        </message>
        <message>
            <source>Delete with its &amp;wires</source>
            <translation>连同连线一起删除(&amp;W)</translation>
        </message>
        <message>
            <source>Deletes what is selected and leaves a gap (Ctrl+Del)</source>
            <translation>删除所选内容并留下缺口 (Ctrl+Del)</translation>
        </message>
        <message>
            <source>&amp;Find in the network</source>
            <translation>在网络中查找(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Add a layer</source>
            <translation>添加层(&amp;A)</translation>
        </message>
        <message>
            <source>Finds a kind of layer in the palette (Ctrl+Shift+F)</source>
            <translation>在面板中查找层的种类 (Ctrl+Shift+F)</translation>
        </message>
        <message>
            <source>Train, or pause at the next batch (Space, F5)</source>
            <translation>训练，或在下一批处暂停 (空格, F5)</translation>
        </message>
    <message>
        <source>&amp;Memory and disk…</source>
        <translation>内存与磁盘(&amp;M)…</translation>
    </message>
    <message>
        <source>What samples may take of this machine, and decoded pictures that are kept</source>
        <translation>样本可占用本机的资源，以及保留的解码后图片</translation>
    </message>
</context>
<context>
    <name>glassnet::app::Augmentation</name>
        <message>
            <source>Augmentation</source>
            <translation>数据增强</translation>
        </message>
        <message>
            <source>Changes each training picture a little, every epoch anew. Validation sees the pictures as they are.</source>
            <translation>每轮都对训练图片作新的微小改变；验证使用原图。</translation>
        </message>
        <message>
            <source>These samples are rows of numbers: there is no step that changes them at random.</source>
            <translation>这些样本是数字行：没有可随机改变它们的步骤。</translation>
        </message>
        <message>
            <source>Add an augmentation step</source>
            <translation>添加数据增强步骤</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Paste Keras code</source>
            <translation>粘贴 Keras 代码</translation>
        </message>
        <message>
            <source>Turns ImageDataGenerator(…) or keras.Sequential([layers.RandomFlip(…), …]) in the clipboard into steps.</source>
            <translation>将剪贴板中的 ImageDataGenerator(…) 或 keras.Sequential([layers.RandomFlip(…), …]) 转换为步骤。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::CanvasView</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Fit the network into the window</source>
            <translation>使网络适合窗口</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Drag layers here from the left, or double-click one.</source>
            <translation>从左侧将图层拖到这里，或双击一个图层。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Charts</name>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>training %1</source>
            <translation>训练 %1</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>validation %1</source>
            <translation>验证 %1</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>What this chart shows</source>
            <translation>此图显示的内容</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ColourBar</name>
        <message>
            <source>Colour scale from %1 to %2</source>
            <translation>色标从 %1 到 %2</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ConfusionMatrix</name>
        <message>
            <source>%1 recognized: %2 of %3 (%4 %)</source>
            <translation>%1 识别正确：%3 个中的 %2 个 (%4 %)</translation>
        </message>
        <message>
            <source>%1 taken for %2: %3 of %4 (%5 %)</source>
            <translation>%1 被认作 %2：%4 个中的 %3 个 (%5 %)</translation>
        </message>
        <message>
            <source>true class %1</source>
            <translation>真实类别 %1</translation>
        </message>
        <message>
            <source>predicted %1</source>
            <translation>预测为 %1</translation>
        </message>
        <message>
            <source>Confusion matrix, rows are true classes, columns are predicted ones</source>
            <translation>混淆矩阵，行为真实类别，列为预测结果</translation>
        </message>
</context>
<context>
    <name>glassnet::app::DataPanel</name>
        <message>
            <source>Data set</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>数据内容</translation>
        </message>
        <message>
            <source>Split and size</source>
            <translation>划分与尺寸</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>文件夹…</translation>
        </message>
        <message>
            <source>A folder with one sub-folder of pictures for each class, with arrays (.npy), tables (CSV) or IDX files as of MNIST</source>
            <translation>每个类别有一个图片子文件夹的文件夹，或含有数组（.npy）、表格（CSV）或 MNIST 那样的 IDX 文件的文件夹</translation>
        </message>
        <message>
            <source>File…</source>
            <translation>文件…</translation>
        </message>
        <message>
            <source>Arrays in an .npz or .safetensors file, a table (CSV), or an IDX file</source>
            <translation>.npz 或 .safetensors 文件中的数组、表格（CSV）或 IDX 文件</translation>
        </message>
        <message>
            <source>training samples</source>
            <translation>训练样本</translation>
        </message>
        <message>
            <source>validation samples</source>
            <translation>验证样本</translation>
        </message>
        <message>
            <source>test samples</source>
            <translation>测试样本</translation>
        </message>
        <message>
            <source>one sample</source>
            <translation>单个样本</translation>
        </message>
        <message>
            <source>classes</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在载入…</translation>
        </message>
        <message>
            <source>Nothing is loaded.</source>
            <translation>尚未载入数据。</translation>
        </message>
        <message>
            <source>files used</source>
            <translation>已使用的文件</translation>
        </message>
        <message>
            <source>files left out</source>
            <translation>未使用的文件</translation>
        </message>
        <message>
            <source>files ignored</source>
            <translation>已忽略的文件</translation>
        </message>
        <message>
            <source>Fit the network to the data</source>
            <translation>使网络适合数据</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Document</name>
        <message>
            <source>untitled</source>
            <translation>未命名</translation>
        </message>
        <message>
            <source>%1 (read-only)</source>
            <translation>%1（只读）</translation>
        </message>
</context>
<context>
    <name>glassnet::app::DrawWire</name>
        <message>
            <source>%1 takes no input.</source>
            <translation>%1 没有输入。</translation>
        </message>
        <message>
            <source>%1 and %2 are wired already.</source>
            <translation>%1 与 %2 已经连接。</translation>
        </message>
        <message>
            <source>This wire would make a circle: %1 already feeds %2.</source>
            <translation>这条连线会形成环：%1 已经通向 %2。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::EvaluationPanel</name>
        <message>
            <source>Evaluate</source>
            <translation>评估</translation>
        </message>
        <message>
            <source>Evaluating…</source>
            <translation>正在评估…</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Mean F1</source>
            <translation>平均 F1</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>样本数</translation>
        </message>
        <message>
            <source>Part of the data</source>
            <translation>数据部分</translation>
        </message>
        <message>
            <source>Keep the test part for the end: choices made by looking at it make it worthless</source>
            <translation>测试部分请留到最后：若看着它做选择，它就失去了意义</translation>
        </message>
        <message>
            <source>validation part</source>
            <translation>验证部分</translation>
        </message>
        <message>
            <source>test part</source>
            <translation>测试部分</translation>
        </message>
        <message>
            <source>Confusion matrix</source>
            <translation>混淆矩阵</translation>
        </message>
        <message>
            <source>rows: true class · columns: predicted class</source>
            <translation>行：真实类别 · 列：预测结果</translation>
        </message>
        <message>
            <source>Scores of the classes</source>
            <translation>各类别得分</translation>
        </message>
        <message>
            <source>Worst mistakes</source>
            <translation>最严重的错误</translation>
        </message>
        <message>
            <source>All mistakes</source>
            <translation>全部错误</translation>
        </message>
        <message>
            <source>Samples with their true class and the predicted one</source>
            <translation>样本及其真实类别和预测结果</translation>
        </message>
        <message>
            <source>There is nothing to evaluate: the network cannot be trained, or the data has no validation and no test part.</source>
            <translation>没有可评估的内容：网络无法训练，或数据既没有验证部分也没有测试部分。</translation>
        </message>
        <message>
            <source>Press F8 for the problems of the network; choose data on the Data page.</source>
            <translation>按 F8 查看网络的问题；在“数据”页选择数据。</translation>
        </message>
        <message>
            <source>Nothing has been trained yet. Press Train (F5) and come back, or press Evaluate to see what untrained weights predict.</source>
            <translation>尚未训练。请按“训练”(F5) 后再回来，或按“评估”查看未训练的权重会给出什么结果。</translation>
        </message>
        <message>
            <source>The weights have not been evaluated yet. Press Evaluate.</source>
            <translation>这些权重尚未评估。请按“评估”。</translation>
        </message>
        <message>
            <source>untrained weights, %1</source>
            <translation>未训练的权重，%1</translation>
        </message>
        <message>
            <source>weights of step %1, %2</source>
            <translation>第 %1 步的权重，%2</translation>
        </message>
        <message>
            <source>there are others now, of step %1: press Evaluate</source>
            <translation>已现在有其他权重（第 %1 步）：请按“评估”</translation>
        </message>
        <message>
            <source>The targets of this data are values, not classes: the loss tells all there is to tell.</source>
            <translation>此数据的目标是数值而非类别：只有损失可以说明情况。</translation>
        </message>
        <message>
            <source>%1, recognized</source>
            <translation>%1，识别正确</translation>
        </message>
        <message>
            <source>%1 taken for %2</source>
            <translation>%1 被认作 %2</translation>
        </message>
        <message numerus="yes">
            <source>%n samples, most confident first.</source>
            <translation>
                <numerusform>%n 个样本，置信度高者在前。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mistakes, most confident first.</source>
            <translation>
                <numerusform>%n 个错误，置信度高者在前。</numerusform>
            </translation>
        </message>
        <message>
            <source>Click one to look at it under Inspect.</source>
            <translation>点击样本可在“观察”页查看。</translation>
        </message>
        <message>
            <source>Only samples of the validation part can be inspected.</source>
            <translation>只有验证部分的样本可以观察。</translation>
        </message>
        <message>
            <source>No sample.</source>
            <translation>没有样本。</translation>
        </message>
        <message>
            <source>No mistakes.</source>
            <translation>没有错误。</translation>
        </message>
        <message>
            <source>the project was edited since: this is the run as it began</source>
            <translation>项目此后已修改：这是按开始时状态的运行</translation>
        </message>
        <message>
            <source>not defined here</source>
            <translation>此处无定义</translation>
        </message>
        <message numerus="yes">
            <source>Nothing has been trained since the project was opened. Its %n runs lie in %1.</source>
            <translation>
                <numerusform>项目打开后尚未训练。它的 %n 次运行保存在 %1 中。</numerusform>
            </translation>
        </message>
        <message>
            <source>In a terminal, glassnet evaluate tells how good each is. Press Train (F5) for another.</source>
            <translation>在终端中，glassnet evaluate 可评估每次运行的好坏。按“训练”(F5) 可开始另一次。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::CardTexts</name>
        <message>
            <source>unknown kind</source>
            <translation>未知类型</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>has a problem</source>
            <translation>有问题</translation>
        </message>
        <message>
            <source>1 parameter</source>
            <translation>1 个参数</translation>
        </message>
        <message>
            <source>%1 parameters</source>
            <translation>%1 个参数</translation>
        </message>
        <message>
            <source>no parameters</source>
            <translation>无参数</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Field</name>
        <message>
            <source>Back to the default, %1</source>
            <translation>恢复默认值 %1</translation>
        </message>
        <message>
            <source>Reset %1</source>
            <translation>重置 %1</translation>
        </message>
        <message>
            <source>Accepts: %1</source>
            <translation>可接受：%1</translation>
        </message>
</context>
<context>
    <name>glassnet::app::FileDrop</name>
        <message>
            <source>One file or folder at a time, please.</source>
            <translation>请一次只拖入一个文件或文件夹。</translation>
        </message>
        <message>
            <source>Only files and folders of this computer can be dropped.</source>
            <translation>只能拖入本机上的文件和文件夹。</translation>
        </message>
        <message>
            <source>Use the folder %1 as the data</source>
            <translation>将文件夹 %1 用作数据</translation>
        </message>
        <message>
            <source>Open %1</source>
            <translation>打开 %1</translation>
        </message>
        <message>
            <source>Use %1 as the data</source>
            <translation>将 %1 用作数据</translation>
        </message>
        <message>
            <source>%1 cannot be used here. Drop a .glassnet project, a folder of pictures, a table (CSV), an IDX file, or arrays in an .npz or .safetensors file.</source>
            <translation>%1 不能用在这里。请拖入 .glassnet 项目、图片文件夹、表格（CSV）、IDX 文件，或 .npz、.safetensors 文件中的数组。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Files</name>
        <message>
            <source>saved as %1</source>
            <translation>已保存为 %1</translation>
        </message>
        <message>
            <source>The project was not saved</source>
            <translation>项目未能保存</translation>
        </message>
        <message>
            <source>Glassnet</source>
            <translation>Glassnet</translation>
        </message>
        <message>
            <source>%1 could not be opened</source>
            <translation>无法打开 %1</translation>
        </message>
        <message>
            <source>Open a project</source>
            <translation>打开项目</translation>
        </message>
        <message>
            <source>Glassnet projects (*.glassnet);;All files (*)</source>
            <translation>Glassnet 项目 (*.glassnet);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Save the project</source>
            <translation>保存项目</translation>
        </message>
        <message>
            <source>network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Glassnet projects (*.glassnet)</source>
            <translation>Glassnet 项目 (*.glassnet)</translation>
        </message>
        <message>
            <source>Save the changes of %1?</source>
            <translation>要保存对 %1 的更改吗？</translation>
        </message>
        <message>
            <source>Without saving they are lost.</source>
            <translation>不保存将会丢失。</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>暂无</translation>
        </message>
        <message>
            <source>Clear the list</source>
            <translation>清空列表</translation>
        </message>
        <message>
            <source>untitled</source>
            <translation>未命名</translation>
        </message>
        <message>
            <source>Unsaved changes are not protected</source>
            <translation>未保存的更改未受保护</translation>
        </message>
        <message>
            <source>Unsaved changes are damaged</source>
            <translation>未保存的更改已损坏</translation>
        </message>
        <message>
            <source>%1 is opened read-only</source>
            <translation>%1 以只读方式打开</translation>
        </message>
        <message>
            <source>restored changes</source>
            <translation>恢复的更改</translation>
        </message>
        <message numerus="yes">
            <source>%n unsaved changes restored</source>
            <translation>
                <numerusform>已恢复 %n 处未保存的更改</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 has %n changes from %2 that were not saved. Restore them?</source>
            <translation>
                <numerusform>%1 有 %n 处更改（%2）尚未保存。要恢复吗？</numerusform>
            </translation>
        </message>
        <message>
            <source>The file itself has been changed since then. Restored, the project is as it was in the window; the file stays as it is until you save.</source>
            <translation>此后文件本身已被更改。恢复后，项目与当时窗口中的一致；在您保存之前，文件保持不变。</translation>
        </message>
        <message>
            <source>The file stays as it is until you save.</source>
            <translation>在您保存之前，文件保持不变。</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Overwrite</source>
            <translation>覆盖</translation>
        </message>
        <message>
            <source>Reload</source>
            <translation>重新加载</translation>
        </message>
        <message>
            <source>Keep this one</source>
            <translation>保留当前内容</translation>
        </message>
        <message>
            <source>%1 was changed by another program.</source>
            <translation>%1 已被其他程序更改。</translation>
        </message>
        <message>
            <source>Reloading throws your changes in this window away; overwriting throws those of the other program away.</source>
            <translation>重新加载会丢弃您在此窗口中的更改；覆盖会丢弃其他程序的更改。</translation>
        </message>
        <message>
            <source>Reload it to see what the other program has written.</source>
            <translation>重新加载即可看到其他程序写入的内容。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Histogram</name>
        <message numerus="yes">
            <source>%n not finite</source>
            <translation>
                <numerusform>%n 个非有限值</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 to %2: %3 values</source>
            <translation>%1 到 %2：%3 个值</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Inspector</name>
        <message>
            <source>Name of the layer</source>
            <translation>图层名称</translation>
        </message>
        <message>
            <source>Rename (F2)</source>
            <translation>重命名 (F2)</translation>
        </message>
        <message>
            <source>This kind of layer is unknown here. It is kept as it is.</source>
            <translation>此处不认识这种图层，将原样保留。</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>no parameters</source>
            <translation>无参数</translation>
        </message>
        <message>
            <source>%1 parameters</source>
            <translation>%1 个参数</translation>
        </message>
        <message numerus="yes">
            <source>%n layers selected</source>
            <translation>
                <numerusform>已选择 %n 个图层</numerusform>
            </translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>layers</source>
            <translation>图层数</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>of these trainable</source>
            <translation>其中可训练</translation>
        </message>
        <message>
            <source>multiply-adds a sample</source>
            <translation>每个样本的乘加次数</translation>
        </message>
        <message>
            <source>outputs of one sample</source>
            <translation>单个样本的输出</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>What this layer does and what its settings mean (F1)</source>
            <translation>这个层做什么，各项设置是什么意思（F1）</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Lens</name>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>Kernels</source>
            <translation>卷积核</translation>
        </message>
        <message>
            <source>Input channel of the kernels</source>
            <translation>卷积核的输入通道</translation>
        </message>
        <message>
            <source>kernel %1 at (%2, %3) = %4</source>
            <translation>卷积核 %1 在 (%2, %3) 处 = %4</translation>
        </message>
        <message>
            <source>the weight of one pixel, learned in training</source>
            <translation>一个像素的权重，在训练中学得</translation>
        </message>
        <message>
            <source>Feature maps</source>
            <translation>特征图</translation>
        </message>
        <message>
            <source>Order of the feature maps</source>
            <translation>特征图的顺序</translation>
        </message>
        <message>
            <source>in order</source>
            <translation>按编号</translation>
        </message>
        <message>
            <source>sorted by mean</source>
            <translation>按均值排序</translation>
        </message>
        <message>
            <source>from map %1</source>
            <translation>来自特征图 %1</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>预测结果</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Select a layer to look into it.</source>
            <translation>选择一个图层来观察它。</translation>
        </message>
        <message>
            <source>Pictures appear as soon as the network has no problems.</source>
            <translation>网络没有问题后就会显示图像。</translation>
        </message>
        <message>
            <source>%1 of %2 maps</source>
            <translation>%1 / %2 个特征图</translation>
        </message>
        <message>
            <source>Point at a map to read its numbers.</source>
            <translation>将指针移到特征图上读取数值。</translation>
        </message>
        <message>
            <source>map %1 at (%2, %3) = %4</source>
            <translation>特征图 %1 在 (%2, %3) 处 = %4</translation>
        </message>
        <message>
            <source>unit %1 = %2</source>
            <translation>单元 %1 = %2</translation>
        </message>
        <message numerus="yes">
            <source>%n products, the largest first, and the bias</source>
            <translation>
                <numerusform>%n 个乘积（从大到小）与偏置之和</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>glassnet::app::LineChart</name>
        <message>
            <source>epoch %1: %2</source>
            <translation>第 %1 轮：%2</translation>
        </message>
</context>
<context>
    <name>glassnet::app::MainWindow</name>
        <message>
            <source>Bars: live units</source>
            <translation>条形：活跃单元</translation>
        </message>
        <message>
            <source>About Glassnet</source>
            <translation>关于 Glassnet</translation>
        </message>
        <message>
            <source>&lt;b&gt;Glassnet %1&lt;/b&gt;&lt;br&gt;Design, train and see through neural networks.&lt;br&gt;&lt;br&gt;Free software under the GNU GPL, version 3 or later.</source>
            <translation>&lt;b&gt;Glassnet %1&lt;/b&gt;&lt;br&gt;设计、训练并看透神经网络。&lt;br&gt;&lt;br&gt;自由软件，遵循 GNU GPL 第 3 版或更高版本。</translation>
        </message>
        <message>
            <source>&amp;Undo %1</source>
            <translation>撤销(&amp;U) %1</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo %1</source>
            <translation>重做(&amp;R) %1</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>重做(&amp;R)</translation>
        </message>
        <message>
            <source>%1 and %2 cannot be connected.</source>
            <translation>%1 与 %2 无法连接。</translation>
        </message>
        <message>
            <source>%1 cannot be called %2.</source>
            <translation>%1 不能命名为 %2。</translation>
        </message>
        <message>
            <source>%1 of the training</source>
            <translation>训练的 %1</translation>
        </message>
        <message>
            <source>seed of the training</source>
            <translation>训练的种子</translation>
        </message>
        <message>
            <source>%1 of the data</source>
            <translation>数据的 %1</translation>
        </message>
        <message>
            <source>augmentation: %1</source>
            <translation>数据增强：%1</translation>
        </message>
        <message>
            <source>loading %1</source>
            <translation>正在载入 %1</translation>
        </message>
        <message>
            <source>&amp;Pause</source>
            <translation>暂停(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Train</source>
            <translation>训练(&amp;T)</translation>
        </message>
        <message>
            <source>not saved</source>
            <translation>未保存</translation>
        </message>
        <message>
            <source>example</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>The data is still loading.</source>
            <translation>数据仍在载入。</translation>
        </message>
        <message>
            <source>No problems.</source>
            <translation>没有问题。</translation>
        </message>
        <message>
            <source>The clipboard holds no layers.</source>
            <translation>剪贴板中没有图层。</translation>
        </message>
        <message>
            <source>add %1</source>
            <translation>添加 %1</translation>
        </message>
        <message>
            <source>Bars: %1</source>
            <translation>条形：%1</translation>
        </message>
        <message>
            <source>live units</source>
            <translation>活跃单元</translation>
        </message>
        <message>
            <source>multiply-adds</source>
            <translation>乘加次数</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>A folder of pictures or IDX files</source>
            <translation>图片或 IDX 文件的文件夹</translation>
        </message>
        <message>
            <source>A file of samples</source>
            <translation>样本文件</translation>
        </message>
        <message>
            <source>Arrays and tables (*.npz *.safetensors *.csv *.tsv);;IDX files (*-ubyte *-ubyte.gz);;All files (*)</source>
            <translation>数组和表格 (*.npz *.safetensors *.csv *.tsv);;IDX 文件 (*-ubyte *-ubyte.gz);;所有文件 (*)</translation>
        </message>
        <message>
            <source>source of the data</source>
            <translation>数据来源</translation>
        </message>
        <message>
            <source>The run keeps the network it began with; changes take part in the next one.</source>
            <translation>运行保持开始时的网络；更改将用于下一次运行。</translation>
        </message>
        <message>
            <source>Nothing was opened</source>
            <translation>没有打开任何内容</translation>
        </message>
        <message>
            <source>preprocessing: %1</source>
            <translation>预处理：%1</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>继续(&amp;C)</translation>
        </message>
        <message>
            <source>Pause at the next batch (F5)</source>
            <translation>在下一批处暂停 (F5)</translation>
        </message>
        <message>
            <source>Goes on with the run as it began (F5). What was edited since takes part in the next run: press Stop, then Train.</source>
            <translation>按开始时的状态继续运行 (F5)。此后的修改用于下一次运行：先按“停止”，再按“训练”。</translation>
        </message>
        <message>
            <source>Goes on with the run (F5)</source>
            <translation>继续运行 (F5)</translation>
        </message>
        <message>
            <source>Cannot train yet: %1. %2</source>
            <translation>还不能训练：%1。%2</translation>
        </message>
        <message>
            <source>Can train once the data is loaded</source>
            <translation>数据加载完成后即可训练</translation>
        </message>
        <message>
            <source>Trains the network that is drawn, on the data of the Data page (F5)</source>
            <translation>用“数据”页的数据训练画布上的网络 (F5)</translation>
        </message>
        <message>
            <source>The run that has ended keeps its curves; Undo shows its network and weights again.</source>
            <translation>已结束的运行保留其曲线；撤销即可再次显示其网络和权重。</translation>
        </message>
        <message>
            <source>Bars: active outputs</source>
            <translation>条形：活跃输出</translation>
        </message>
        <message>
            <source>active outputs</source>
            <translation>活跃输出</translation>
        </message>
        <message>
            <source>Share of the outputs that are not 0, for the pinned sample</source>
            <translation>对固定样本而言不为 0 的输出所占的比例</translation>
        </message>
        <message>
            <source>Share of the network's multiply-adds</source>
            <translation>占网络乘加运算的比例</translation>
        </message>
        <message>
            <source>Share of the network's parameters</source>
            <translation>占网络参数的比例</translation>
        </message>
        <message>
            <source>Train, pause, continue</source>
            <translation>训练、暂停、继续</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格</translation>
        </message>
        <message>
            <source>Move the canvas</source>
            <translation>移动画布</translation>
        </message>
        <message>
            <source>Space and drag</source>
            <translation>按住空格并拖动</translation>
        </message>
        <message>
            <source>read-only</source>
            <translation>只读</translation>
        </message>
        <message numerus="yes">
            <source>Goes on where the run has ended, to %n epochs (F5)</source>
            <translation>
                <numerusform>从运行结束的地方继续，直到 %n 轮 (F5)</numerusform>
            </translation>
        </message>
        <message>
            <source>The run goes on with it from the next batch: %1</source>
            <translation>运行从下一批起采用：%1</translation>
        </message>
        <message>
            <source>fit to the data</source>
            <translation>适合数据</translation>
        </message>
        <message numerus="yes">
            <source>exclude %n sample(s)</source>
            <translation>
                <numerusform>排除 %n 个样本</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>include %n sample(s) again</source>
            <translation>
                <numerusform>重新包含 %n 个样本</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>class of %n sample(s)</source>
            <translation>
                <numerusform>更改 %n 个样本的类别</numerusform>
            </translation>
        </message>
        <message>
            <source>Keras code</source>
            <translation>Keras 代码</translation>
        </message>
        <message>
        <source>use of column %1</source>
        <translation>列 %1 的用途</translation>
    </message>
</context>
<context>
    <name>glassnet::app::Minimap</name>
        <message>
            <source>Overview of the network</source>
            <translation>网络概览</translation>
        </message>
</context>
<context>
    <name>glassnet::app::NetworkEdits</name>
        <message>
            <source>add %1</source>
            <translation>添加 %1</translation>
        </message>
        <message>
            <source>connect %1 to %2</source>
            <translation>连接 %1 到 %2</translation>
        </message>
        <message numerus="yes">
            <source>move %n layers</source>
            <translation>
                <numerusform>移动 %n 个图层</numerusform>
            </translation>
        </message>
        <message>
            <source>delete wire</source>
            <translation>删除连线</translation>
        </message>
        <message numerus="yes">
            <source>delete %n layers</source>
            <translation>
                <numerusform>删除 %n 个图层</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>duplicate %n layers</source>
            <translation>
                <numerusform>复制 %n 个图层</numerusform>
            </translation>
        </message>
        <message>
            <source>rename %1</source>
            <translation>重命名 %1</translation>
        </message>
        <message>
            <source>arrange</source>
            <translation>自动排列</translation>
        </message>
        <message>
            <source>repair</source>
            <translation>修复</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%2 的 %1</translation>
        </message>
        <message numerus="yes">
            <source>paste %n layers</source>
            <translation>
                <numerusform>粘贴 %n 个图层</numerusform>
            </translation>
        </message>
        <message>
            <source>insert %1</source>
            <translation>插入 %1</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Outline</name>
        <message>
            <source>Outline of the network</source>
            <translation>网络大纲</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>图层</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Fed by</source>
            <translation>来自</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Palette</name>
        <message>
            <source>Find a layer</source>
            <translation>查找图层</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>图层</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Preprocessing</name>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Preprocessing</source>
            <translation>预处理</translation>
        </message>
        <message>
            <source>Add a preprocessing step</source>
            <translation>添加预处理步骤</translation>
        </message>
        <message>
            <source>What every sample goes through before the network sees it, in this order. Training, validation and test alike.</source>
            <translation>每个样本进入网络之前依次经过的步骤，训练、验证和测试部分都一样。</translation>
        </message>
        <message>
            <source>No steps: the network gets the raw values.</source>
            <translation>没有步骤：网络得到的是原始数值。</translation>
        </message>
        <message>
            <source>add %1</source>
            <translation>添加 %1</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>提前</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>推后</translation>
        </message>
        <message>
            <source>Remove this step</source>
            <translation>移除此步骤</translation>
        </message>
        <message>
            <source>This version does not know this step; it stays in the project.</source>
            <translation>此版本不认识该步骤；它会保留在项目中。</translation>
        </message>
        <message>
            <source>order</source>
            <translation>顺序</translation>
        </message>
        <message>
            <source>remove %1</source>
            <translation>移除 %1</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ProblemBubble</name>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ProblemList</name>
        <message>
            <source>No problems: this network can be trained.</source>
            <translation>没有问题：可以训练此网络。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ProgressView</name>
        <message>
            <source>about %1 s left</source>
            <translation>约剩 %1 秒</translation>
        </message>
        <message>
            <source>about %1 min left</source>
            <translation>约剩 %1 分钟</translation>
        </message>
        <message>
            <source>about %1 h left</source>
            <translation>约剩 %1 小时</translation>
        </message>
        <message>
            <source>%1 images/s</source>
            <translation>%1 张/秒</translation>
        </message>
        <message>
            <source>step 0</source>
            <translation>第 0 步</translation>
        </message>
        <message numerus="yes">
            <source>%n epochs</source>
            <translation>
                <numerusform>%n 轮</numerusform>
            </translation>
        </message>
        <message>
            <source>epoch %1 of %2</source>
            <translation>第 %1 / %2 轮</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>stopped at step %1</source>
            <translation>停止于第 %1 步</translation>
        </message>
        <message>
            <source>failed at step %1</source>
            <translation>失败于第 %1 步</translation>
        </message>
        <message>
            <source>paused at step %1</source>
            <translation>暂停于第 %1 步</translation>
        </message>
        <message>
            <source>stopped early, best epoch %1</source>
            <translation>提前停止，最佳为第 %1 轮</translation>
        </message>
        <message>
            <source>finished, best epoch %1</source>
            <translation>已完成，最佳为第 %1 轮</translation>
        </message>
        <message>
            <source>edited since: next run</source>
            <translation>已修改：用于下一次运行</translation>
        </message>
</context>
<context>
    <name>glassnet::app::SamplePicker</name>
        <message>
            <source>Pinned sample</source>
            <translation>固定的样本</translation>
        </message>
        <message>
            <source>Samples to pin</source>
            <translation>可固定的样本</translation>
        </message>
        <message>
            <source>sample </source>
            <translation>样本 </translation>
        </message>
</context>
<context>
    <name>glassnet::app::ScoreTable</name>
        <message>
            <source>Scores of the classes</source>
            <translation>各类别得分</translation>
        </message>
        <message>
            <source>class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>precision</source>
            <translation>精确率</translation>
        </message>
        <message>
            <source>recall</source>
            <translation>召回率</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
        <message>
            <source>samples</source>
            <translation>样本数</translation>
        </message>
        <message>
            <source>Of the predictions of this class, the share that is correct</source>
            <translation>预测为该类别的结果中，正确的比例</translation>
        </message>
        <message>
            <source>Of the samples of this class, the share that is recognized</source>
            <translation>属于该类别的样本中，被识别出的比例</translation>
        </message>
        <message>
            <source>Harmonic mean of precision and recall</source>
            <translation>精确率与召回率的调和平均</translation>
        </message>
</context>
<context>
    <name>glassnet::app::SettingsForm</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 等另外 %n 项</numerusform>
            </translation>
        </message>
        <message>
            <source>advanced settings</source>
            <translation>高级设置</translation>
        </message>
        <message>
            <source>Show advanced settings</source>
            <translation>显示高级设置</translation>
        </message>
        <message>
            <source>Hide advanced settings</source>
            <translation>隐藏高级设置</translation>
        </message>
</context>
<context>
    <name>glassnet::app::Splitter</name>
        <message>
            <source>Drag to resize, double-click for the usual sizes</source>
            <translation>拖动可调整大小，双击恢复默认尺寸</translation>
        </message>
</context>
<context>
    <name>glassnet::app::StatusBar</name>
        <message>
            <source>Show all problems</source>
            <translation>显示所有问题</translation>
        </message>
        <message numerus="yes">
            <source>%n problems</source>
            <translation>
                <numerusform>%n 个问题</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warnings</source>
            <translation>
                <numerusform>%n 个警告</numerusform>
            </translation>
        </message>
        <message>
            <source>no problems</source>
            <translation>没有问题</translation>
        </message>
        <message>
            <source>%1 parameters</source>
            <translation>%1 个参数</translation>
        </message>
        <message>
            <source>%1 multiply-adds</source>
            <translation>%1 次乘加</translation>
        </message>
        <message>
            <source>Parameters of all layers, multiply-adds of one sample, memory of weights, gradients, optimizer and one batch</source>
            <translation>所有图层的参数、单个样本的乘加次数，以及权重、梯度、优化器和一个批次所占内存</translation>
        </message>
        <message>
            <source>looking costs %1 %</source>
            <translation>观察开销 %1 %</translation>
        </message>
        <message>
            <source>training takes %1</source>
            <translation>训练需要 %1</translation>
        </message>
        <message>
            <source>loading the data …</source>
            <translation>正在加载数据…</translation>
        </message>
</context>
<context>
    <name>glassnet::app::TopBar</name>
        <message>
            <source>seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Seed of the run</source>
            <translation>本次运行的种子</translation>
        </message>
        <message>
            <source>Begins all random numbers: the same seed gives the same run</source>
            <translation>所有随机数的起点：相同的种子得到相同的运行</translation>
        </message>
        <message numerus="yes">
            <source>%n threads</source>
            <translation>
                <numerusform>%n 个线程</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, not saved</source>
            <translation>%1，未保存</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Train again</source>
            <translation>重新训练</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>训练</translation>
        </message>
</context>
<context>
    <name>glassnet::app::TrainingForm</name>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>优化器</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>End</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Class weights</source>
            <translation>类别权重</translation>
        </message>
        <message>
            <source>Class weights: %1</source>
            <translation>类别权重：%1</translation>
        </message>
        <message>
            <source>Measured on the validation part after each epoch; choose what the second chart shows in its title.</source>
            <translation>每轮之后在验证集上计算；在第二幅图的标题处选择显示哪一项。</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Metrics: %1</source>
            <translation>指标：%1</translation>
        </message>
        <message numerus="yes">
            <source>Metrics: %1 and %n more</source>
            <translation>
                <numerusform>指标：%1 等另外 %n 项</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>glassnet::app::settings</name>
        <message>
            <source>whole number %1</source>
            <translation>整数 %1</translation>
        </message>
        <message>
            <source>number %1</source>
            <translation>数 %1</translation>
        </message>
        <message>
            <source>height × width, each %1</source>
            <translation>高 × 宽，各 %1</translation>
        </message>
        <message>
            <source>sides with × between, each %1</source>
            <translation>以 × 分隔的各边，各 %1</translation>
        </message>
        <message>
            <source>numbers with commas between, each %1</source>
            <translation>以逗号分隔的数，每个 %1</translation>
        </message>
</context>
<context>
    <name>glassnet::app::values</name>
        <message>
            <source>not a number</source>
            <translation>非数值</translation>
        </message>
</context>
<context>
    <name>main</name>
        <message>
            <source>Design, train and see through neural networks.</source>
            <translation>设计、训练并看透神经网络。</translation>
        </message>
        <message>
            <source>a project to open</source>
            <translation>要打开的项目</translation>
        </message>
        <message>
            <source>Save a picture of the window and end.</source>
            <translation>保存窗口图片后退出。</translation>
        </message>
        <message>
            <source>Carry out commands, one JSON object a line, and end.</source>
            <translation>执行命令（每行一个 JSON 对象）后退出。</translation>
        </message>
        <message>
            <source>light, dark or system.</source>
            <translation>light（浅色）、dark（深色）或 system（跟随系统）。</translation>
        </message>
        <message>
            <source>Size of the window, such as 1440x900.</source>
            <translation>窗口大小，例如 1440x900。</translation>
        </message>
        <message>
            <source>Language, such as zh_CN.</source>
            <translation>语言，例如 zh_CN。</translation>
        </message>
        <message>
            <source>“%1” is no theme: light, dark or system</source>
            <translation>“%1”不是主题：light、dark 或 system</translation>
        </message>
        <message>
            <source>“%1” is no size such as 1440x900</source>
            <translation>“%1”不是有效的尺寸，例如 1440x900</translation>
        </message>
</context>
<context>
    <name>glassnet::app::OutputsForm</name>
        <message>
            <source>Outputs</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Target of %1</source>
            <translation>%1 的目标</translation>
        </message>
        <message>
            <source>Loss of %1</source>
            <translation>%1 的损失</translation>
        </message>
        <message>
            <source>Learns the targets of the data</source>
            <translation>学习数据的目标</translation>
        </message>
        <message>
            <source>Learns the input itself</source>
            <translation>学习输入本身</translation>
        </message>
        <message>
            <source>Learns the target “%1”</source>
            <translation>学习目标“%1”</translation>
        </message>
        <message>
            <source>Loss: that of the training</source>
            <translation>损失：与训练设置相同</translation>
        </message>
        <message>
            <source>Loss: %1</source>
            <translation>损失：%1</translation>
        </message>
        <message>
            <source>loss weight</source>
            <translation>损失权重</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ReferenceWindow</name>
        <message>
            <source>Glassnet help</source>
            <translation>Glassnet 帮助</translation>
        </message>
        <message>
            <source>Find a layer, loss, optimizer …</source>
            <translation>查找层、损失、优化器……</translation>
        </message>
        <message>
            <source>Find in help</source>
            <translation>在帮助中查找</translation>
        </message>
        <message>
            <source>Help pages</source>
            <translation>帮助页面</translation>
        </message>
        <message>
            <source>Help page</source>
            <translation>帮助页</translation>
        </message>
        <message>
            <source>How to begin</source>
            <translation>如何开始</translation>
        </message>
        <message>
            <source>start</source>
            <comment>name of this language's file in resources/help</comment>
            <translation>start_zh_CN</translation>
        </message>
</context>
<context>
    <name>glassnet::app::ReferencePage</name>
        <message>
            <source>Default: %1</source>
            <translation>默认：%1</translation>
        </message>
        <message>
            <source>accepts %1</source>
            <translation>可取 %1</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
</context>
<context>
    <name>glassnet::app::FindBar</name>
        <message>
            <source>Find in the network</source>
            <translation>在网络中查找</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
</context>
<context>
    <name>glassnet::app::AugmentationPreview</name>
        <message>
            <source>original</source>
            <translation>原图</translation>
        </message>
        <message>
            <source>epoch %1</source>
            <translation>第 %1 轮</translation>
        </message>
        <message>
            <source>Other random numbers for this preview</source>
            <translation>为预览换一组随机数</translation>
        </message>
        <message>
            <source>The chosen picture in the first epochs of a run.</source>
            <translation>所选图片在运行最初几轮中的样子。</translation>
        </message>
        <message>
            <source>What the network sees</source>
            <translation>网络看到的样子</translation>
        </message>
        <message>
            <source>as the network sees it</source>
            <translation>网络看到的样子</translation>
        </message>
        <message>
        <source>Values of the picture in the first epoch, and the time that one picture takes on one thread.</source>
        <translation>该图片在第一个轮次中的数值，以及单个线程处理一张图片所需的时间。</translation>
    </message>
    <message>
        <source>less than 0.001 ms a picture</source>
        <translation>每张图片少于 0.001 毫秒</translation>
    </message>
    <message>
        <source>%1 ms a picture</source>
        <translation>每张图片 %1 毫秒</translation>
    </message>
    <message>
        <source>Values %1 … %2, mean %3</source>
        <translation>数值 %1 … %2，均值 %3</translation>
    </message>
</context>
<context>
    <name>glassnet::app::ClassColumns</name>
        <message>
            <source>%1: %2 training, %3 validation, %4 test</source>
            <translation>%1：训练 %2，验证 %3，测试 %4</translation>
        </message>
        <message>
            <source>Rare: the largest class has three times as many or more.</source>
            <translation>样本稀少：最大的类别至少是它的三倍。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::DataRemarks</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>Show files</source>
            <translation>显示文件</translation>
        </message>
        <message>
            <source>Show samples</source>
            <translation>显示样本</translation>
        </message>
</context>
<context>
    <name>glassnet::app::FileList</name>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Find a file</source>
            <translation>查找文件</translation>
        </message>
        <message>
            <source>Copy all</source>
            <translation>全部复制</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
</context>
<context>
    <name>glassnet::app::OverviewBand</name>
        <message>
            <source>Classes</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Sizes of the pictures</source>
            <translation>图片尺寸</translation>
        </message>
        <message>
            <source>training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>The first of %1 numbers, in the training part.</source>
            <translation>训练部分中 %1 个数的第一个。</translation>
        </message>
        <message>
            <source>How often each value comes, in the training part.</source>
            <translation>训练部分中各个值出现的次数。</translation>
        </message>
</context>
<context>
    <name>glassnet::app::SampleBrowser</name>
        <message>
            <source>%1 part, sample %2</source>
            <translation>%1部分，样本 %2</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>排除</translation>
        </message>
        <message>
            <source>Include again</source>
            <translation>重新使用</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在载入…</translation>
        </message>
        <message>
            <source>Nothing is loaded.</source>
            <translation>尚未载入数据。</translation>
        </message>
        <message>
            <source>Samples are being compared…</source>
            <translation>正在比较样本…</translation>
        </message>
        <message>
            <source>No sample is like that.</source>
            <translation>没有这样的样本。</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1 selected</source>
            <translation>已选 %1 个</translation>
        </message>
        <message>
            <source>excluded</source>
            <translation>已排除</translation>
        </message>
        <message>
        <source>%1 × %2 in the file</source>
        <translation>文件中为 %1 × %2</translation>
    </message>
</context>
<context>
    <name>glassnet::app::SampleFilter</name>
        <message>
            <source>Find a file</source>
            <translation>查找文件</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Part of the data</source>
            <translation>数据的部分</translation>
        </message>
        <message>
            <source>Which samples</source>
            <translation>哪些样本</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>顺序</translation>
        </message>
        <message>
            <source>All samples</source>
            <translation>全部样本</translation>
        </message>
        <message>
            <source>Equal or alike</source>
            <translation>相同或相似</translation>
        </message>
        <message>
            <source>Suspicious labels</source>
            <translation>可疑的标签</translation>
        </message>
        <message>
            <source>Changed or excluded</source>
            <translation>已改动或已排除</translation>
        </message>
        <message>
            <source>All classes</source>
            <translation>全部类别</translation>
        </message>
        <message>
            <source>All parts</source>
            <translation>全部部分</translation>
        </message>
        <message>
            <source>As stored</source>
            <translation>按存储顺序</translation>
        </message>
        <message>
            <source>By class</source>
            <translation>按类别</translation>
        </message>
        <message>
            <source>By name</source>
            <translation>按名称</translation>
        </message>
        <message>
            <source>By brightness</source>
            <translation>按亮度</translation>
        </message>
        <message>
        <source>By size</source>
        <translation>按尺寸</translation>
    </message>
    <message>
        <source>With a remark</source>
        <translation>有备注</translation>
    </message>
</context>
<context>
    <name>glassnet::app::SampleRows</name>
        <message>
            <source>Samples</source>
            <translation>样本</translation>
        </message>
</context>
<context>
    <name>glassnet::app::SampleTable</name>
        <message>
            <source>training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>part</source>
            <translation>部分</translation>
        </message>
</context>
<context>
    <name>glassnet::app::SizeScatter</name>
        <message>
            <source>Sizes of the pictures</source>
            <translation>图片尺寸</translation>
        </message>
        <message>
            <source>%1 sizes, up to %2 × %3; most often %4 × %5</source>
            <translation>%1 种尺寸，最大 %2 × %3；最常见 %4 × %5</translation>
        </message>
        <message>
            <source>width</source>
            <translation>宽</translation>
        </message>
        <message>
            <source>height</source>
            <translation>高</translation>
        </message>
        <message numerus="yes">
            <source>%1 × %2: %n pictures</source>
            <translation>
                <numerusform>%1 × %2：%n 张图片</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>glassnet::app::LoadingBar</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>Looking for files: %1 found</source>
        <translation>正在查找文件：已找到 %1 个</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 / %2 个文件</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1 个/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还需 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Data that are loaded</source>
        <translation>已加载的数据</translation>
    </message>
    <message>
        <source>Loading was ended before it was done.</source>
        <translation>加载在完成前被终止。</translation>
    </message>
    <message>
        <source>Measuring: %1 of %2 MB</source>
        <translation>正在测量：%1 / %2 MB</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 / %2 MB</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/s</translation>
    </message>
</context>
<context>
    <name>glassnet::app::PipelineStrip</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Double-click to see the steps on the Data page</source>
        <translation>双击可在“数据”页查看这些步骤</translation>
    </message>
</context>
<context>
    <name>glassnet::app::ColumnList</name>
    <message>
        <source>nothing</source>
        <translation>空</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>one-hot inputs</source>
        <translation>独热输入</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>choose …</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>%1 … %2, mean %3</source>
        <translation>%1 … %2，均值 %3</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 或更多</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>表的列</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同取值</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>What %1 is used as</source>
        <translation>%1 的用途</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>glassnet::app::StorageWindow</name>
    <message>
        <source>Remove all</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Memory and disk</source>
        <translation>内存与磁盘</translation>
    </message>
    <message>
        <source>What samples may take of this machine. It holds for data that are loaded from now on, here and in the terminal.</source>
        <translation>样本可占用本机的资源。对此后加载的数据有效，在这里和终端中都一样。</translation>
    </message>
    <message>
        <source>Decoded pictures that are kept</source>
        <translation>保留的解码后图片</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>They can be made again from the pictures themselves</source>
        <translation>可由图片本身重新生成</translation>
    </message>
    <message>
        <source>Decoded pictures</source>
        <translation>解码后的图片</translation>
    </message>
    <message>
        <source>None are kept.</source>
        <translation>没有保留。</translation>
    </message>
    <message>
        <source>%1 together</source>
        <comment>bytes</comment>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
