<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>glassnet::app::EvaluationPanel</name>
        <message numerus="yes">
            <source>%n samples, most confident first.</source>
            <translation>
                <numerusform>%n sample.</numerusform>
                <numerusform>%n samples, most confident first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mistakes, most confident first.</source>
            <translation>
                <numerusform>%n mistake.</numerusform>
                <numerusform>%n mistakes, most confident first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing has been trained since the project was opened. Its %n runs lie in %1.</source>
            <translation>
                <numerusform>Nothing has been trained since the project was opened. Its %n run lies in %1.</numerusform>
                <numerusform>Nothing has been trained since the project was opened. Its %n runs lie in %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::Files</name>
        <message numerus="yes">
            <source>%n unsaved changes restored</source>
            <translation>
                <numerusform>%n unsaved change restored</numerusform>
                <numerusform>%n unsaved changes restored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 has %n changes from %2 that were not saved. Restore them?</source>
            <translation>
                <numerusform>%1 has %n change from %2 that was not saved. Restore it?</numerusform>
                <numerusform>%1 has %n changes from %2 that were not saved. Restore them?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::Histogram</name>
        <message numerus="yes">
            <source>%n not finite</source>
            <translation>
                <numerusform>%n not finite</numerusform>
                <numerusform>%n not finite</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::Inspector</name>
        <message numerus="yes">
            <source>%n layers selected</source>
            <translation>
                <numerusform>%n layer selected</numerusform>
                <numerusform>%n layers selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::Lens</name>
        <message numerus="yes">
            <source>%n products, the largest first, and the bias</source>
            <translation>
                <numerusform>%n product and the bias</numerusform>
                <numerusform>%n products, the largest first, and the bias</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::NetworkEdits</name>
        <message numerus="yes">
            <source>move %n layers</source>
            <translation>
                <numerusform>move %n layer</numerusform>
                <numerusform>move %n layers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>delete %n layers</source>
            <translation>
                <numerusform>delete %n layer</numerusform>
                <numerusform>delete %n layers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>duplicate %n layers</source>
            <translation>
                <numerusform>duplicate %n layer</numerusform>
                <numerusform>duplicate %n layers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>paste %n layers</source>
            <translation>
                <numerusform>paste %n layer</numerusform>
                <numerusform>paste %n layers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::ProgressView</name>
        <message numerus="yes">
            <source>%n epochs</source>
            <translation>
                <numerusform>%n epoch</numerusform>
                <numerusform>%n epochs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::SettingsForm</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and %n more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::StatusBar</name>
        <message numerus="yes">
            <source>%n problems</source>
            <translation>
                <numerusform>%n problem</numerusform>
                <numerusform>%n problems</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warnings</source>
            <translation>
                <numerusform>%n warning</numerusform>
                <numerusform>%n warnings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::TopBar</name>
        <message numerus="yes">
            <source>%n threads</source>
            <translation>
                <numerusform>%n thread</numerusform>
                <numerusform>%n threads</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::MainWindow</name>
        <message numerus="yes">
            <source>Goes on where the run has ended, to %n epochs (F5)</source>
            <translation>
                <numerusform>Goes on where the run has ended, to %n epoch (F5)</numerusform>
                <numerusform>Goes on where the run has ended, to %n epochs (F5)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>exclude %n sample(s)</source>
            <translation>
                <numerusform>exclude %n sample</numerusform>
                <numerusform>exclude %n samples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>include %n sample(s) again</source>
            <translation>
                <numerusform>include %n sample again</numerusform>
                <numerusform>include %n samples again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>class of %n sample(s)</source>
            <translation>
                <numerusform>class of %n sample</numerusform>
                <numerusform>class of %n samples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::DataRemarks</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>glassnet::app::SizeScatter</name>
        <message numerus="yes">
            <source>%1 × %2: %n pictures</source>
            <translation>
                <numerusform>%1 × %2: %n picture</numerusform>
                <numerusform>%1 × %2: %n pictures</numerusform>
            </translation>
        </message>
    </context>
</TS>
